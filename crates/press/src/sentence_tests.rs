use newsroom::{Judged, SectionSlug, Texts};

use super::*;
use crate::sample::{self, Cast};

/// The sentence of a week with these verdicts, in the order of the board.
fn said(verdicts: &str, tag: &str) -> String {
    let cast = Cast::typical();
    let mut edition = cast.archive.newest().unwrap().clone();
    edition.sections = ["security", "foreign", "domestic", "economy", "civil"]
        .into_iter()
        .zip(verdicts.chars())
        .map(|(section, letter)| Judged {
            section: SectionSlug::parse(section).unwrap(),
            verdict: match letter {
                'i' => Some(Verdict::Improved),
                'u' => Some(Verdict::Unchanged),
                'w' => Some(Verdict::Worsened),
                'n' => Some(Verdict::NotAssessed),
                _ => None,
            },
            reason: Texts::default(),
            commentaries: Vec::new(),
        })
        .collect();
    let language = Language::parse(tag).unwrap();
    sentence(&cast.press(&language), &edition).plain.replace(NO_BREAK, " ")
}

#[test]
fn what_worsened_comes_first() {
    let all = sample::languages().iter().map(|tag| said("uiuww", tag.as_str())).collect::<Vec<_>>();
    assert_eq!(
        all,
        [
            "The situation has worsened in the economy and in civil society, has improved in foreign policy, \
             and has not changed in security and in domestic politics.",
            "Сітуацыя пагоршылася ў эканоміцы і ў грамадзянскай супольнасці, палепшылася ў знешняй палітыцы \
             і не змянілася ў сферы бяспекі і ва ўнутранай палітыцы.",
            "Ситуация ухудшилась в экономике и в гражданском обществе, улучшилась во внешней политике \
             и не изменилась в сфере безопасности и во внутренней политике.",
        ]
    );
}

#[test]
fn three_of_a_kind_are_joined_as_the_language_does() {
    assert_eq!(
        said("uuuww", "en"),
        "The situation has worsened in the economy and in civil society, and has not changed in security, \
         in foreign policy, and in domestic politics."
    );
    assert_eq!(
        said("uuuww", "be"),
        "Сітуацыя пагоршылася ў эканоміцы і ў грамадзянскай супольнасці і не змянілася ў сферы бяспекі, \
         у знешняй палітыцы і ва ўнутранай палітыцы."
    );
}

#[test]
fn not_assessed_is_named_after() {
    assert_eq!(
        said("iiiin", "en"),
        "The situation has improved in security, in foreign policy, in domestic politics, and in the economy; \
         in civil society it could not be assessed."
    );
    assert_eq!(
        said("iiiin", "be"),
        "Сітуацыя палепшылася ў сферы бяспекі, у знешняй палітыцы, ва ўнутранай палітыцы і ў эканоміцы; \
         у грамадзянскай супольнасці ацаніць яе не ўдалося."
    );
    assert_eq!(said("....n", "ru"), "Оценить ситуацию в гражданском обществе не удалось.");
}

#[test]
fn a_verdict_to_follow_is_left_out() {
    assert_eq!(said("w....", "en"), "The situation has worsened in security.");
    assert_eq!(said(".....", "en"), "");
}

#[test]
fn tags_stand_around_the_verdicts_words_alone() {
    let cast = Cast::typical();
    let language = Language::parse("be").unwrap();
    let sentence = sentence(&cast.press(&language), cast.archive.newest().unwrap());
    assert!(
        sentence.html.starts_with("Сітуацыя <b class=\"worsened\">пагоршылася</b> ў\u{a0}эканоміцы"),
        "{}",
        sentence.html
    );
}

#[test]
fn short_u_comes_after_a_vowel_and_a_space_only() {
    assert_eq!(with_short_u("была у лесе"), "была ў лесе");
    assert_eq!(with_short_u("быў у лесе"), "быў у лесе");
    assert_eq!(with_short_u("была, у лесе"), "была, у лесе");
    assert_eq!(with_short_u("у лесе"), "у лесе");
}
