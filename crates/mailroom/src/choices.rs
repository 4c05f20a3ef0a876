//! Choices: what of a newsletter a subscriber wants.

use newsroom::{Edition, SectionSlug, Verdict};

/// What of a newsletter is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Only these sections; empty: all.
    pub sections: Vec<SectionSlug>,
    /// Only editions in which one of them improved or worsened.
    pub only_changes: bool,
}

impl Choices {
    /// Whether a section is among the chosen.
    pub fn shows(&self, section: &SectionSlug) -> bool {
        self.sections.is_empty() || self.sections.contains(section)
    }
}

/// Whether these choices leave something of the edition to send.
pub fn wanted<P>(choices: &Choices, edition: &Edition<P>) -> bool {
    let mut chosen = edition.sections.iter().filter(|judged| choices.shows(&judged.section));
    if choices.only_changes {
        chosen.any(|judged| matches!(judged.verdict, Some(Verdict::Improved | Verdict::Worsened)))
    } else {
        choices.sections.is_empty() || chosen.any(|judged| judged.verdict.is_some() || !judged.commentaries.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use newsroom::{EditionSlug, Judged, Kind, Period, Prose, State, Texts};

    use super::*;

    fn edition(sections: &[(&str, Option<Verdict>)]) -> Edition<Prose> {
        let judged = |(section, verdict): &(&str, Option<Verdict>)| Judged {
            section: SectionSlug::parse(section).unwrap(),
            verdict: *verdict,
            reason: Texts::default(),
            commentaries: Vec::new(),
        };
        Edition {
            slug: EditionSlug::regular(date(2020, 6, 22)),
            kind: Kind::Regular,
            number: None,
            year_number: None,
            period: Period::week_of(date(2020, 6, 22)),
            cutoff: None,
            state: State::Draft,
            front: Texts::default(),
            sections: sections.iter().map(judged).collect(),
            corrections: Vec::new(),
            mail: Default::default(),
            withdrawal: Texts::default(),
        }
    }

    fn choices(sections: &[&str], only_changes: bool) -> Choices {
        let sections = sections.iter().map(|section| SectionSlug::parse(section).unwrap()).collect();
        Choices { sections, only_changes }
    }

    #[test]
    fn choices_decide_which_editions_come() {
        use Verdict::{Improved, NotAssessed, Unchanged, Worsened};
        let calm = edition(&[("security", Some(Unchanged)), ("economy", Some(NotAssessed)), ("culture", None)]);
        let moved = edition(&[("security", Some(Unchanged)), ("economy", Some(Worsened)), ("culture", Some(Improved))]);
        let bare = edition(&[]);
        let cases = [
            (choices(&[], false), [true, true, true]),
            (choices(&[], true), [false, true, false]),
            (choices(&["security"], false), [true, true, false]),
            (choices(&["security"], true), [false, false, false]),
            (choices(&["economy"], false), [true, true, false]),
            (choices(&["economy"], true), [false, true, false]),
            (choices(&["culture"], false), [false, true, false]),
            (choices(&["security", "culture"], true), [false, true, false]),
            (choices(&["environment"], false), [false, false, false]),
        ];
        for (choices, expected) in cases {
            assert_eq!([&calm, &moved, &bare].map(|edition| wanted(&choices, edition)), expected, "{choices:?}");
        }
    }
}
