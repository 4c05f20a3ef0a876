use mail_parser::{Message, MessageParser, MimeHeaders};
use mailroom::{Choices, Newsletter};
use newsroom::{Edition, Language, MailWords, SectionSlug, Texts};

use super::sample::{date, mail, newsletter};
use super::*;
use crate::sample::{Cast, ORIGIN};

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn parsed(bytes: &[u8]) -> Message<'_> {
    MessageParser::new().parse(bytes).unwrap()
}

/// The header block as sent.
fn headers(bytes: &[u8]) -> String {
    let mail = String::from_utf8(bytes.to_vec()).unwrap();
    mail.split_once("\r\n\r\n").unwrap().0.replace("\r\n", "\n")
}

/// The text part, its no-break spaces as others.
fn text(bytes: &[u8]) -> String {
    parsed(bytes).body_text(0).unwrap().replace("\r\n", "\n").replace('\u{a0}', " ")
}

/// The HTML part likewise.
fn html(bytes: &[u8]) -> String {
    parsed(bytes).body_html(0).unwrap().replace("\r\n", "\n").replace('\u{a0}', " ")
}

/// What one sees of the HTML part, a line a block.
fn seen(html: &str) -> String {
    let body = html.split_once("<body").unwrap().1;
    let mut words = String::new();
    for piece in body.split('<').skip(1) {
        let (tag, said) = piece.split_once('>').unwrap_or((piece, ""));
        let block = ["/p", "/td", "/h1", "/h2", "/h3", "/li", "/div", "/caption", "br"].contains(&tag);
        words += &format!("{}{said}", if block { "\n" } else { "" });
    }
    let lines = words.replace("&nbsp;", " ").replace("&amp;", "&");
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// A cast whose newsletters are these languages' alone.
fn plate(cast: &Cast, change: impl Fn(&mut Newsletter), choices: &Choices) -> Result<Plate, NothingToSend> {
    let edition = cast.editions.last().unwrap();
    plate_of(cast, edition, change, choices)
}

fn plate_of(
    cast: &Cast,
    edition: &Edition,
    change: impl Fn(&mut Newsletter),
    choices: &Choices,
) -> Result<Plate, NothingToSend> {
    let mut newsletter = newsletter(&Cast::with_newsletters(), &language("en")).unwrap();
    change(&mut newsletter);
    Plate::new(&Order { archive: &cast.archive, edition, newsletter: &newsletter, origin: &ORIGIN, choices })
}

fn in_languages(tags: &[&str]) -> impl Fn(&mut Newsletter) + use<> {
    let languages: Vec<Language> = tags.iter().map(|tag| language(tag)).collect();
    move |newsletter| newsletter.languages = languages.clone()
}

fn all() -> Choices {
    Choices::default()
}

#[test]
fn mails_say_what_they_said() {
    const IN_FULL: [&str; 6] = ["typical", "gaps", "few-sections", "confirmation", "adding", "link"];
    for mail in samples().iter().filter(|mail| IN_FULL.contains(&mail.name)) {
        let said = format!("{}\n\n{}", headers(&mail.bytes), text(&mail.bytes));
        insta::assert_snapshot!(format!("{}-{}", mail.name, mail.language), said);
    }
    for mail in samples().iter().filter(|mail| ["typical", "confirmation"].contains(&mail.name)) {
        insta::assert_snapshot!(format!("{}-{}-html", mail.name, mail.language), seen(&html(&mail.bytes)));
    }
}

#[test]
fn every_mail_has_its_headers_in_order_and_two_parts() {
    const OF_MAILING: [&str; 13] = [
        "From",
        "To",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "MIME-Version",
        "Content-Type",
    ];
    for sample in samples() {
        let notice = ["confirmation", "adding", "link"].contains(&sample.name);
        let expected: Vec<&str> =
            OF_MAILING.into_iter().filter(|name| !(notice && name.starts_with("List-"))).collect();
        let block = headers(&sample.bytes);
        let names = block.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(':').next());
        assert_eq!(names.collect::<Vec<_>>(), expected, "{} {}", sample.name, sample.language);
        let mail = parsed(&sample.bytes);
        let kinds = mail.parts.iter().map(|part| part.content_type().unwrap().subtype().unwrap());
        assert_eq!(kinds.collect::<Vec<_>>(), ["alternative", "plain", "html"]);
        assert_eq!(mail.date().unwrap().to_rfc3339(), "2020-06-29T04:00:00Z");
        assert_eq!(block.matches("alena@mail.example").count(), 1, "named in To alone");
    }
}

#[test]
fn lines_are_short_and_end_as_they_must() {
    for sample in samples() {
        let mail = String::from_utf8(sample.bytes).unwrap();
        assert!(mail.is_ascii());
        assert_eq!(mail.matches('\n').count(), mail.matches("\r\n").count());
        assert_eq!(mail.matches('\r').count(), mail.matches("\r\n").count());
        let longest = mail.split("\r\n").map(str::len).max().unwrap();
        assert!(longest <= 100, "{} {}: {longest}", sample.name, sample.language);
    }
}

#[test]
fn lines_of_the_text_part_are_for_reading() {
    for sample in samples() {
        for line in text(&sample.bytes).lines().filter(|line| !line.contains("https://")) {
            assert!(line.chars().count() <= 76, "{} {}: {line}", sample.name, sample.language);
            assert!(!line.ends_with(' ') && !line.contains("**"), "{line}");
        }
    }
}

#[test]
fn a_mail_is_the_same_twice() {
    assert_eq!(samples(), samples());
}

#[test]
fn a_subject_comes_back_as_it_was_written() {
    let cast = Cast::typical();
    let subjects = [
        "Сітуацыя ў Весніі, 22–28 чэрвеня: «даляры», газеты, мытня і яшчэ шмат чаго, што не змяшчаецца ў адзін радок",
        "Dollars, \"quotes\", commas; and (brackets)",
        "📉 Курс ↓, 🗞 і 👩‍👩‍👧 — што далей?",
        "plain",
    ];
    for subject in subjects {
        let words = MailWords { subject: newsroom::Labels::from([("en", subject)]), ..MailWords::default() };
        let edition = Edition { mail: words, ..cast.editions.last().unwrap().clone() };
        let plate = plate_of(&cast, &edition, |_| {}, &all()).unwrap();
        let bytes = mail(&plate, &language("en"));
        assert_eq!(parsed(&bytes).subject(), Some(subject.replace('\u{a0}', " ").as_str()));
        assert!(headers(&bytes).lines().all(|line| line.len() <= 100));
    }
}

#[test]
fn a_senders_name_comes_back_as_it_was_written() {
    for name in ["Сітуацыя ў Весніі", "Vesnia, \"the\" digest", "📰 Vesnia"] {
        let named = |newsletter: &mut Newsletter| newsletter.sender = newsroom::Labels::from([("en", name)]);
        let bytes = mail(&plate(&Cast::typical(), named, &all()).unwrap(), &language("en"));
        let from = parsed(&bytes).from().and_then(|from| from.first()).cloned().unwrap();
        assert_eq!((from.name(), from.address()), (Some(name), Some("digest@vesnia.example")));
    }
}

#[test]
fn an_address_cannot_write_headers() {
    let plate = plate(&Cast::typical(), |_| {}, &all()).unwrap();
    let to = "a@b.example>\r\nBcc: <c@d.example";
    let links = "https://vesnia.example/x";
    let reader = Reader {
        to,
        message_id: "<a@b.invalid>",
        date: date(),
        leave_link: links,
        manage_link: links,
        one_click_link: links,
    };
    assert!(!headers(&plate.mail(&reader)).lines().any(|line| line.starts_with("Bcc")));
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    for sample in samples() {
        let html = html(&sample.bytes);
        for wrong in ["<img", "<link", "<script", "url(", " src=", "@import", "background=", "<svg", "<form"] {
            assert!(!html.contains(wrong), "{} {} has {wrong}", sample.name, sample.language);
        }
    }
}

/// A text so long that it cannot be sent, in every language.
fn huge(cast: &mut Cast, sections: &[&str]) {
    let edition = cast.editions.last_mut().unwrap();
    for judged in edition.sections.iter_mut().filter(|judged| sections.contains(&judged.section.as_str())) {
        for text in judged.commentaries.iter_mut().flat_map(|commentary| commentary.texts.0.values_mut()) {
            text.content.body = "Слова за словам, тыдзень за тыднем, і ўсё гэта трэба прачытаць.\n\n".repeat(500);
        }
    }
    cast.archive.editions = cast.editions.iter().map(Edition::short).collect();
}

#[test]
fn what_does_not_fit_falls_to_its_lead() {
    for tag in ["en", "be"] {
        let mut cast = Cast::typical();
        huge(&mut cast, &["economy", "foreign"]);
        let plate = plate(&cast, in_languages(&[tag]), &all()).unwrap();
        assert_eq!(plate.fell_to_leads.iter().map(|slug| slug.as_str()).collect::<Vec<_>>(), ["economy", "foreign"]);
        let bytes = mail(&plate, &language(tag));
        let html = html(&bytes);
        assert!(parsed(&bytes).body_html(0).unwrap().len() < HTML_BYTES_MAX);
        assert!(html.contains(&format!("/{tag}/editions/2020-06-22/economy/")));
        let encoded = String::from_utf8(bytes).unwrap();
        let part = encoded.split_once("text/html").unwrap().1;
        assert!(part.len() < HTML_BYTES_MAX, "{}", part.len());
    }
}

#[test]
fn what_fits_is_sent_in_full_though_something_before_does_not() {
    let mut cast = Cast::typical();
    huge(&mut cast, &["economy"]);
    let security =
        cast.editions.last_mut().unwrap().sections.iter_mut().find(|judged| judged.section.as_str() == "security");
    for text in security.unwrap().commentaries[0].texts.0.values_mut() {
        text.content.body = "It fits.".to_owned();
    }
    let plate = plate(&cast, |_| {}, &all()).unwrap();
    assert_eq!(plate.fell_to_leads.len(), 1);
    assert!(text(&mail(&plate, &language("en"))).contains("It fits."));
}

#[test]
fn a_text_in_none_of_the_newsletters_languages_is_a_headline_and_a_link() {
    let plate = plate(&Cast::typical(), in_languages(&["be"]), &all()).unwrap();
    let bytes = mail(&plate, &language("be"));
    let html = html(&bytes);
    assert!(html.contains("<div lang=\"ru\" dir=\"ltr\">"), "marked");
    assert!(
        html.contains("Загаловак па-руску:")
            && html.contains("href=\"https://vesnia.example/be/editions/2020-06-22/civil/\"")
    );
    assert!(!text(&bytes).contains("одиннадцать районных"), "no text");
    assert!(text(&bytes).contains("Чытаць далей па-руску:"));
}

#[test]
fn a_text_in_the_newsletters_second_language_is_sent_and_marked() {
    let plate = plate(&Cast::typical(), in_languages(&["be", "ru"]), &all()).unwrap();
    let text = text(&mail(&plate, &language("be")));
    assert!(text.contains("Па-беларуску гэтага каментарыя яшчэ няма."));
    assert!(text.contains("С 1 июля"), "{text}");
}

#[test]
fn where_there_is_nothing_to_send_it_is_said_why() {
    let cast = Cast::typical();
    assert_eq!(plate(&cast, in_languages(&["fr"]), &all()).unwrap_err(), NothingToSend::InNoLanguage);
    let unknown = Choices { sections: vec![SectionSlug::parse("culture").unwrap()], only_changes: false };
    assert_eq!(plate(&cast, |_| {}, &unknown).unwrap_err(), NothingToSend::NotChosen);
    let calm = Choices { sections: vec![SectionSlug::parse("security").unwrap()], only_changes: true };
    assert_eq!(plate(&cast, |_| {}, &calm).unwrap_err(), NothingToSend::NotChosen);
    let mut unpublished = Cast::typical();
    unpublished.archive.editions.pop();
    assert_eq!(plate(&unpublished, |_| {}, &all()).unwrap_err(), NothingToSend::NotPublished);
}

#[test]
fn only_the_chosen_sections_come() {
    let sections = ["economy", "foreign"].map(|section| SectionSlug::parse(section).unwrap()).into();
    let plate = plate(&Cast::typical(), |_| {}, &Choices { sections, only_changes: true }).unwrap();
    let text = text(&mail(&plate, &language("en")));
    assert!(text.contains("has worsened in the economy, and has improved in foreign\npolicy"), "{text}");
    assert!(!text.contains("Civil society") && !text.contains("Domestic politics"));
    assert!(text.contains("You asked for these sections only"));
}

#[test]
fn the_edition_is_reached_without_a_token() {
    for sample in samples().iter().filter(|sample| sample.name == "typical") {
        for part in [text(&sample.bytes), html(&sample.bytes)] {
            let tokens = part.matches("leaveleave").count();
            let read = format!("https://vesnia.example/{}/editions/2020-06-22/", sample.language);
            assert!(part.contains(&read));
            assert!(!part.contains(&format!("{read}?")));
            assert!(tokens >= 2, "near the top and at the end");
        }
    }
}

#[test]
fn a_neutral_newsletter_tells_nothing_before_it_is_opened() {
    for sample in samples().iter().filter(|sample| sample.name == "neutral") {
        let said = parsed(&sample.bytes);
        let from = said.from().and_then(|from| from.first()).cloned().unwrap();
        let name = format!("{:?} {:?} {}", said.subject(), from.name(), headers(&sample.bytes));
        for telling in ["Situation", "Сітуацыя", "Ситуация"] {
            assert!(!name.contains(telling), "{name}");
        }
        let html = html(&sample.bytes);
        assert!(
            html.contains("href=\"https://letters.example/") && !html.contains("href=\"https://vesnia.example/en/")
        );
        let preview = html.split_once("opacity:0\">").unwrap().1.split_once("</div>").unwrap().0;
        assert!(preview.starts_with("&#8199;"), "{preview}");
    }
}

#[test]
fn a_neutral_subject_is_kept_though_it_is_in_none_of_the_newsletters_languages() {
    let cast = Cast::with_newsletters();
    let neutral = |newsletter: &mut Newsletter| newsletter.subject = newsroom::Labels::from([("be", "Панядзелак")]);
    assert_eq!(plate(&cast, neutral, &all()).unwrap().subject, "Панядзелак");
    let chained = |newsletter: &mut Newsletter| {
        newsletter.languages = vec![language("be")];
        newsletter.subject = newsroom::Labels::from([("en", "Monday"), ("ru", "Понедельник")]);
    };
    assert_eq!(plate(&cast, chained, &all()).unwrap().subject, "Понедельник", "the next along the chain");
}

#[test]
fn every_text_says_its_language_and_direction() {
    let cast = Cast::with_arabic();
    let plate = plate(&cast, in_languages(&["ar", "en"]), &all()).unwrap();
    let html = html(&mail(&plate, &language("ar")));
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"), "we have no phrases in Arabic");
    assert!(html.contains("<div role=\"main\" lang=\"en\" dir=\"ltr\">"));
    assert!(html.contains("<div lang=\"ar\" dir=\"rtl\">") && html.contains("<div lang=\"en\" dir=\"ltr\">"));
    assert!(html.contains("text-align:left;font-family:Arial"), "so does the caption begin");
    for sample in samples() {
        let html = self::html(&sample.bytes);
        assert!(html.contains(&format!("<html lang=\"{}\" dir=\"ltr\">", sample.language)));
    }
}

#[test]
fn a_notice_offers_its_press_and_a_way_out() {
    let cast = Cast::with_newsletters();
    let press = cast.press(&cast.newsletters[1].languages[0]);
    let occasion = Occasion::Confirmation { confirm: "https://c.example/yes", refuse: "https://c.example/no" };
    let envelope = Envelope { to: "a@b.example", message_id: "<a@b.invalid>", date: date() };
    let bytes = notice(&press, &cast.newsletters[1], occasion, &envelope);
    for part in [text(&bytes), html(&bytes)] {
        assert!(part.contains("https://c.example/yes") && part.contains("https://c.example/no"));
    }
    assert!(!headers(&bytes).contains("List-"), "a notice is of no list");
    assert_eq!(parsed(&bytes).subject(), Some("Пацвердзіце, калі ласка: рассылка BE/RU"));
}

#[test]
fn an_empty_front_is_nothing_in_itself() {
    let mut cast = Cast::typical();
    let edition = cast.editions.last_mut().unwrap();
    edition.front = Texts::default();
    for judged in &mut edition.sections {
        judged.commentaries.clear();
        judged.reason.0.retain(|tag, _| tag.as_str() == "ru");
    }
    cast.archive.editions = cast.editions.iter().map(Edition::short).collect();
    assert!(plate(&cast, in_languages(&["ru"]), &all()).is_ok(), "verdicts with their reasons are something");
    assert_eq!(plate(&cast, in_languages(&["en"]), &all()).unwrap_err(), NothingToSend::InNoLanguage);
}
