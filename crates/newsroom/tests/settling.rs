//! What comes of a proposal: settled all at once, or objected to.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::date, tz::TimeZone};
use newsroom::proposal::edition::{Context, Other, Settled, numbers, settle};
use newsroom::proposal::publication::{self, PublicationProposal, Settling, Used};
use newsroom::proposal::{
    Did, EditionProposal, FrontPatch, Objection, Part, Proposed, ProposedCommentary, ProposedCorrection,
    ProposedSection, ProsePatch, Terms, Word,
};
use newsroom::{
    Base, BylineSlug, Change, CommentarySlug, Edition, EditionSlug, Kind, Labels, Language, Languages, PageSlug,
    Period, PeriodKind, Publication, PublicationId, Section, SectionName, SectionSlug, Spoken, State, Text, Verdict,
    Written,
};

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn economy() -> SectionSlug {
    SectionSlug::parse("economy").unwrap()
}

fn in_english() -> (CommentarySlug, Language) {
    (CommentarySlug::of(&economy(), 1), language("en"))
}

fn publication() -> Publication {
    let spoken = |tag: &str, chain: &str| Spoken {
        language: language(tag),
        name: tag.to_owned(),
        direction: language(tag).direction(),
        chain: vec![language(chain)],
    };
    let name = SectionName {
        from: None,
        until: None,
        title: Labels::from([("en", "Economy")]),
        inside: Labels::from([("en", "in the economy")]),
        yardstick: Labels::default(),
    };
    Publication {
        id: PublicationId(Default::default()),
        name: Labels::from([("en", "Situation in Vesnia")]),
        tagline: Labels::default(),
        about: Labels::default(),
        risk: Labels::default(),
        licence: Labels::default(),
        zone: TimeZone::UTC,
        period: PeriodKind::Week,
        leave_no_trace: false,
        logo: None,
        colours: Vec::new(),
        languages: Languages::new(vec![spoken("en", "be"), spoken("be", "en")]).unwrap(),
        sections: vec![Section { slug: economy(), names: vec![name] }],
        bylines: Vec::new(),
        partners: Vec::new(),
        channels: Vec::new(),
        pages: Vec::new(),
        redirects: Vec::new(),
    }
}

fn proposed<P>(content: P) -> Proposed<P> {
    Proposed { content, written: Written::Original, base: None, added: None }
}

fn prose(headline: &str, body: &str) -> Proposed<ProsePatch> {
    proposed(ProsePatch { headline: Some(headline.to_owned()), body: body.to_owned(), ..ProsePatch::default() })
}

fn proposal() -> EditionProposal {
    let section = ProposedSection {
        section: economy(),
        verdict: Some(Verdict::Worsened),
        reasons: BTreeMap::from([(language("en"), proposed("Reserves fell.".to_owned()))]),
        commentaries: vec![ProposedCommentary::default()],
    };
    EditionProposal {
        kind: Kind::Regular,
        flash: 1,
        period: Period::week_of(date(2020, 6, 22)),
        cutoff: None,
        published: Some("2020-06-29T05:00:00Z".parse().unwrap()),
        number: Some(126),
        year_number: None,
        withdrawn: None,
        mail: Default::default(),
        fronts: BTreeMap::new(),
        sections: Some(vec![section]),
        texts: BTreeMap::from([(in_english(), prose("The bank spends", "The limit is 100 dollars.\n"))]),
        corrections: BTreeMap::new(),
    }
}

/// The same with a second commentary and a front.
fn rich() -> EditionProposal {
    let mut rich = proposal();
    rich.texts.insert((CommentarySlug::of(&economy(), 2), language("en")), prose("What a household notices", ""));
    rich.fronts.insert(language("en"), proposed(front("A week that cost.")));
    let section = &mut rich.sections.as_mut().unwrap()[0];
    section.commentaries.push(ProposedCommentary::default());
    rich
}

fn front(overview: &str) -> FrontPatch {
    FrontPatch { overview: Some(overview.to_owned()), takeaways: None }
}

/// The same with everything in it that can be corrected put right.
fn put_right() -> EditionProposal {
    let mut right = rich();
    right.cutoff = Some("2020-06-28T15:00:00Z".parse().unwrap());
    right.texts.insert(in_english(), prose("The bank spends", "The limit is 200 dollars.\n"));
    right.fronts.insert(language("en"), proposed(front("A week that cost much.")));
    let section = &mut right.sections.as_mut().unwrap()[0];
    section.verdict = Some(Verdict::Unchanged);
    section.reasons.insert(language("en"), proposed("Reserves held.".to_owned()));
    for commentary in &mut section.commentaries {
        commentary.bylines = Some(vec![BylineSlug::parse("smalich").unwrap()]);
    }
    right
}

/// The same with another limit in the text that readers have seen.
fn changed() -> EditionProposal {
    let mut changed = proposal();
    changed.texts.insert(in_english(), prose("The bank spends", "The limit is 200 dollars.\n"));
    changed
}

fn now() -> Timestamp {
    "2020-06-30T06:00:00Z".parse().unwrap()
}

fn lay(proposal: &EditionProposal, there: Option<&Edition>, terms: &Terms) -> Result<Settled, Vec<Objection>> {
    let publication = publication();
    settle(
        proposal,
        there,
        &Context { publication: &publication, others: &[], masters: &BTreeMap::new(), terms, now: now() },
    )
}

fn published() -> Edition {
    lay(&proposal(), None, &Terms::default()).unwrap().edition
}

fn text<'a>(edition: &'a Edition, tag: &str) -> &'a Text<newsroom::Prose> {
    &edition.commentaries().next().unwrap().texts.0[&language(tag)]
}

fn correcting(notes: &[(&str, &str)]) -> Terms {
    let notes = notes.iter().map(|(tag, words)| (language(tag), (*words).to_owned())).collect();
    Terms { over: false, word: Some(Word::Correction(notes)) }
}

fn minor() -> Terms {
    Terms { over: false, word: Some(Word::Minor("spelling".to_owned())) }
}

#[test]
fn the_same_proposal_twice_changes_nothing() {
    let first = published();
    let again = lay(&proposal(), Some(&first), &Terms::default()).unwrap();
    assert_eq!((again.did, again.edition), (vec![], first));
}

#[test]
fn an_archive_moved_in_is_published_then_and_numbered_as_it_says() {
    let edition = published();
    assert_eq!(edition.state, State::Published("2020-06-29T05:00:00Z".parse().unwrap()));
    assert_eq!((edition.number, edition.slug.as_str()), (Some(126), "2020-06-22"));
    assert_eq!(text(&edition, "en").first_public, edition.state.published());
}

#[test]
fn what_is_absent_stays_and_a_list_that_is_there_replaces() {
    let there = published();
    let mut less = proposal();
    less.sections = None;
    less.texts.clear();
    assert_eq!(lay(&less, Some(&there), &Terms::default()).unwrap().edition, there);
    less.sections = Some(Vec::new());
    let objections = lay(&less, Some(&there), &Terms::default()).unwrap_err();
    assert_eq!(objections[0].part, Part::Key("sections"), "what is published is not left out");
}

#[test]
fn a_new_translation_is_an_addition_with_its_date() {
    let there = published();
    let mut more = proposal();
    more.texts.insert((in_english().0, language("be")), prose("Банк траціць", ""));
    let settled = lay(&more, Some(&there), &Terms::default()).unwrap();
    assert_eq!(settled.did, [Did::Added(Part::Text(in_english().0, language("be")))]);
    assert_eq!(text(&settled.edition, "be").first_public, Some(now()));
}

#[test]
fn what_is_said_in_mails_changes_without_a_word() {
    let there = published();
    let mut more = proposal();
    more.mail.subject = Labels::from([("en", "Dollars leave"), ("be", "Даляры сышлі")]);
    let settled = lay(&more, Some(&there), &Terms::default()).unwrap();
    assert_eq!(settled.did, [Did::Added(Part::Key("mail"))]);
    assert_eq!((&settled.edition.mail, settled.edition.corrections.len()), (&more.mail, 0));
    let there = settled.edition;
    assert_eq!(lay(&proposal(), Some(&there), &Terms::default()).unwrap().did, [], "what is absent stays");
    more.mail.subject = Labels::from([("be", "")]);
    more.mail.closing = Labels::from([("en", "Until Monday.")]);
    let settled = lay(&more, Some(&there), &Terms::default()).unwrap();
    assert_eq!(settled.did, [Did::Changed(Part::Key("mail"))]);
    assert_eq!(settled.edition.mail.subject, Labels::from([("en", "Dollars leave")]));
    assert_eq!(settled.edition.mail.closing, more.mail.closing);
    assert!(lay(&more, Some(&there), &minor()).is_err(), "nothing that readers have seen was changed");
}

#[test]
fn what_readers_have_seen_changes_only_with_a_word() {
    let there = published();
    let objections = lay(&changed(), Some(&there), &Terms::default()).unwrap_err();
    let parts: Vec<_> = objections.into_iter().map(|objection| objection.part).collect();
    assert_eq!(parts, [Part::Text(in_english().0, language("en"))]);

    let figure = lay(&changed(), Some(&there), &minor()).unwrap_err();
    assert!(figure[0].problem.starts_with("a figure changes"), "{figure:?}");
    let mut spelling = proposal();
    spelling.texts.insert(in_english(), prose("The Bank spends", "The limit is 100 dollars.\n"));
    let edition = lay(&spelling, Some(&there), &minor()).unwrap().edition;
    assert!(edition.corrections.is_empty() && text(&edition, "en").earlier.is_empty());
    assert!(lay(&proposal(), Some(&there), &minor()).is_err(), "a word where nothing changes would be lost");

    let terms = correcting(&[("en", "200, not 100"), ("be", "200, а не 100")]);
    let edition = lay(&changed(), Some(&there), &terms).unwrap().edition;
    let earlier = &text(&edition, "en").earlier[0];
    assert_eq!((earlier.number, earlier.content.body.as_str()), (1, "The limit is 100 dollars.\n"));
    assert_eq!((edition.corrections[0].number, edition.corrections[0].published), (1, now()));
}

#[test]
fn a_correction_speaks_every_language_and_a_verdict_is_never_minor() {
    let there = published();
    let mut other = proposal();
    other.sections.as_mut().unwrap()[0].verdict = Some(Verdict::Unchanged);
    assert_eq!(lay(&other, Some(&there), &minor()).unwrap_err()[0].part, Part::Verdict(economy()));

    let objections = lay(&other, Some(&there), &correcting(&[("en", "x")])).unwrap_err();
    assert!(objections[0].problem.ends_with("in be"), "{objections:?}");

    let edition = lay(&other, Some(&there), &correcting(&[("en", "x"), ("be", "y")])).unwrap().edition;
    let before = Change::Verdict { section: economy(), before: Verdict::Worsened };
    assert_eq!(edition.corrections[0].changes, [before]);
}

#[test]
fn a_manuscript_on_an_older_revision_is_a_conflict_until_over() {
    let mut draft = proposal();
    draft.published = None;
    let there = lay(&draft, None, &Terms::default()).unwrap().edition;
    let on = |base: Option<Base>| {
        let mut other = draft.clone();
        other.texts.insert(in_english(), Proposed { base, ..prose("Another", "") });
        other
    };
    let stale = on(Base::parse("0000000000000000"));
    assert!(lay(&stale, Some(&there), &Terms::default()).is_err());
    assert!(lay(&stale, Some(&there), &Terms { over: true, word: None }).is_ok());
    assert!(lay(&stale, None, &Terms::default()).is_ok(), "a base unknown where no text is, is none");
    let newest = on(Some(Base::of(&text(&there, "en").content)));
    assert!(lay(&newest, Some(&there), &Terms::default()).is_ok());
}

#[test]
fn regular_periods_do_not_overlap_and_numbers_follow() {
    let other = |slug: &str, kind, number| Other {
        slug: EditionSlug::parse(slug).unwrap(),
        kind,
        period: Period::week_of(date(2020, 6, 24)),
        number,
        year_number: number.map(|_| 25),
    };
    let others = [other("2020-06-23", Kind::Regular, Some(125)), other("2020-06-24-flash", Kind::Flash, None)];
    let (publication, terms) = (publication(), Terms::default());
    let masters = BTreeMap::new();
    let context = Context { publication: &publication, others: &others, masters: &masters, terms: &terms, now: now() };
    let objections = settle(&proposal(), None, &context).unwrap_err();
    assert_eq!(objections.into_iter().map(|o| o.part).collect::<Vec<_>>(), [Part::Key("first_day")]);
    assert_eq!(numbers(&Period::week_of(date(2020, 6, 29)), Kind::Regular, &others), (Some(126), Some(26)));
    assert_eq!(numbers(&Period::week_of(date(2020, 6, 29)), Kind::Flash, &others), (None, None));
}

#[test]
fn published_is_no_way_to_publish_at_an_hour_to_come() {
    for (instant, problem) in [("2020-07-01T05:00:00Z", "future"), ("2020-06-01T05:00:00Z", "before the first day")] {
        let mut other = proposal();
        other.published = Some(instant.parse().unwrap());
        let objections = lay(&other, None, &Terms::default()).unwrap_err();
        assert!(objections[0].problem.contains(problem), "{objections:?}");
    }
}

#[test]
fn commentaries_are_numbered_without_a_gap() {
    let mut other = proposal();
    other.texts.insert((CommentarySlug::of(&economy(), 2020), language("en")), prose("A year by mistake", ""));
    let objections = lay(&other, None, &Terms::default()).unwrap_err();
    assert_eq!(objections[0].problem, "there is no commentary `economy-2019` before this one");
}

/// What the corrected edition says of its correction, as an archive brings it.
fn made(edition: &Edition) -> ProposedCorrection {
    let texts = [(in_english(), prose("The bank spends", "The limit is 100 dollars.\n").content)];
    ProposedCorrection {
        published: edition.corrections[0].published,
        note: BTreeMap::from([(language("en"), "x".to_owned()), (language("be"), "y".to_owned())]),
        texts: texts.into(),
        verdicts: [(economy(), Verdict::Worsened)].into(),
        reasons: [((economy(), language("en")), "Reserves fell.".to_owned())].into(),
        fronts: [(language("en"), front("A week that cost."))].into(),
        bylines: [2, 1].map(|place| CommentarySlug::of(&economy(), place)).into(),
        facts: vec!["the information cut-off".to_owned()],
    }
}

#[test]
fn an_archive_moved_in_lists_what_was_corrected_as_it_was_listed() {
    let there = lay(&rich(), None, &Terms::default()).unwrap().edition;
    let corrected = lay(&put_right(), Some(&there), &correcting(&[("en", "x"), ("be", "y")])).unwrap().edition;
    assert_eq!(corrected.corrections[0].changes.len(), 7);
    let mut archive = put_right();
    archive.corrections.insert(1, made(&corrected));
    let moved = lay(&archive, None, &Terms::default()).unwrap().edition;
    assert_eq!(moved.corrections, corrected.corrections);
}

#[test]
fn a_correction_of_bylines_concerns_their_commentary_in_every_language() {
    let there = lay(&rich(), None, &Terms::default()).unwrap().edition;
    let mut other = rich();
    let bylines = Some(vec![BylineSlug::parse("smalich").unwrap()]);
    other.sections.as_mut().unwrap()[0].commentaries[0].bylines = bylines;
    let refused = lay(&other, Some(&there), &minor()).unwrap_err();
    assert!(refused[0].problem.ends_with("is no minor change"), "{refused:?}");

    let edition = lay(&other, Some(&there), &correcting(&[("en", "x"), ("be", "y")])).unwrap().edition;
    let correction = &edition.corrections[0];
    assert_eq!(correction.changes, [Change::Bylines { commentary: in_english().0 }]);
    for tag in ["en", "be"] {
        assert!(correction.concerns(&in_english().0, &language(tag)), "{tag}");
        assert!(!correction.concerns(&CommentarySlug::of(&economy(), 2), &language(tag)), "{tag}");
    }
}

#[test]
fn a_correction_made_before_names_commentaries_that_are_there() {
    let mut archive = rich();
    let there = lay(&put_right(), None, &Terms::default()).unwrap().edition;
    let bylines = vec![CommentarySlug::of(&economy(), 3)];
    let published = there.state.published().unwrap();
    let none = ProposedCorrection {
        published,
        note: BTreeMap::new(),
        texts: BTreeMap::new(),
        verdicts: BTreeMap::new(),
        reasons: BTreeMap::new(),
        fronts: BTreeMap::new(),
        bylines,
        facts: Vec::new(),
    };
    archive.corrections.insert(1, none);
    let objections = lay(&archive, None, &Terms::default()).unwrap_err();
    assert_eq!(objections[0].part, Part::Correction(1));
    assert!(objections[0].problem.contains("`economy-3`"), "{objections:?}");
}

#[test]
fn a_page_has_had_its_words_since_it_says_so_or_since_now() {
    let lay = |there: Option<&Publication>, body: &str, added: Option<Timestamp>| {
        let slug = PageSlug::parse("about").unwrap();
        let text = Proposed { added, ..prose("About", body) };
        let proposal = PublicationProposal {
            pages: Some(vec![(slug.clone(), true)]),
            texts: BTreeMap::from([((slug, language("en")), text)]),
            ..PublicationProposal::default()
        };
        let used = Used::default();
        let settling = Settling { used: &used, over: false, now: now() };
        publication::settle(
            &proposal,
            there.or(Some(&publication())),
            PublicationId(Default::default()),
            None,
            &settling,
        )
        .unwrap()
    };
    let since = |publication: &Publication| publication.pages[0].texts.get(&language("en")).unwrap().since.unwrap();
    let before: Timestamp = "2018-01-08T06:00:00Z".parse().unwrap();
    let moved = lay(None, "We write.", Some(before));
    assert_eq!((since(&moved), since(&lay(None, "We write.", None))), (before, now()));
    assert_eq!(since(&lay(Some(&moved), "We write.", Some(now()))), before, "the same words");
    assert_eq!(since(&lay(Some(&moved), "We write on.", Some(before))), now(), "a change is made now");
}
