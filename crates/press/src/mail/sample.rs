//! Samples of every mail in every language, for tests, screenshots and those who want to see one.

use jiff::Timestamp;
use mailroom::{Choices, Newsletter};
use newsroom::{Edition, Labels, Language, MailWords, SectionSlug};
use serde::Serialize;

use super::{Envelope, Occasion, Order, Plate, Reader, notice};
use crate::Press;
use crate::page::subscription::SubscriptionPlace;
use crate::sample::{self, Cast, ORIGIN};

const TO: &str = "alena@mail.example";
const MESSAGE_ID: &str = "<mzxw6ytbmzxw6ytbmzxw6ytbmz@00000000-0000-0000-0000-000000000000.invalid>";
const TOKENS: [&str; 2] = ["leaveleaveleaveleaveleavela", "managemanagemanagemanagema"];

/// A mail as it would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleMail {
    /// What it shows: `typical`, `leads`, `confirmation`.
    pub name: &'static str,
    /// The newsletter's first language, or the notice's.
    pub language: Language,
    /// What its headers are to be read back as.
    pub meant: Meant,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Headers as a person would say them, whatever they look like on their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meant {
    /// The sender's name.
    pub sender: String,
    /// The sender's address.
    pub from: String,
    /// Where answers go.
    pub reply_to: String,
    /// Whom it is to.
    pub to: &'static str,
    /// Its subject.
    pub subject: String,
    /// When it began to go, as RFC 3339 has it.
    pub date: String,
    /// Its Message-ID.
    pub message_id: &'static str,
    /// The List-Id and where one leaves the list; a notice is of none.
    pub list: Option<(String, String)>,
}

impl Meant {
    fn new(press: &Press<'_>, newsletter: &Newsletter, subject: String) -> Self {
        Self {
            sender: press.label(&newsletter.sender).text,
            from: newsletter.from.clone(),
            reply_to: newsletter.reply_to.clone(),
            to: TO,
            subject,
            date: date().to_string(),
            message_id: MESSAGE_ID,
            list: None,
        }
        .with_plain_spaces()
    }

    /// Headers have no no-break spaces.
    fn with_plain_spaces(mut self) -> Self {
        for words in [&mut self.sender, &mut self.subject] {
            *words = words.replace('\u{a0}', " ");
        }
        self
    }

    fn of_mailing(press: &Press<'_>, newsletter: &Newsletter, subject: String) -> Self {
        let list = Some((newsletter.list_id(press.publication().id), one_click()));
        Self { list, ..Self::new(press, newsletter, subject) }
    }
}

/// Every mail.
pub fn samples() -> Vec<SampleMail> {
    sample::languages().iter().flat_map(|language| [editions(language), notices(language)].concat()).collect()
}

/// Seven in the morning of the Monday after.
pub(super) fn date() -> Timestamp {
    Timestamp::from_second(1_593_403_200).unwrap_or_default()
}

/// English readers have a newsletter of their own; the others, one that begins with their language.
pub(super) fn newsletter(cast: &Cast, language: &Language) -> Option<Newsletter> {
    let mut newsletter = cast.newsletters.iter().find(|newsletter| newsletter.languages.contains(language))?.clone();
    newsletter.languages.sort_by_key(|tag| tag != language);
    Some(newsletter)
}

pub(super) fn link(place: &SubscriptionPlace, language: &Language) -> String {
    ORIGIN.absolute(&place.link(language))
}

/// An edition's mail for the one reader of the samples.
pub(super) fn mail(plate: &Plate, language: &Language) -> Vec<u8> {
    let leave = link(&SubscriptionPlace::Leaving(TOKENS[0].to_owned()), language);
    let manage = link(&SubscriptionPlace::Preferences(TOKENS[1].to_owned()), language);
    let (leave_link, manage_link) = (leave.as_str(), manage.as_str());
    plate.mail(&Reader {
        to: TO,
        message_id: MESSAGE_ID,
        date: date(),
        leave_link,
        manage_link,
        one_click_link: &one_click(),
    })
}

fn one_click() -> String {
    ORIGIN.absolute(&SubscriptionPlace::Leaving(TOKENS[0].to_owned()).path())
}

fn editions(language: &Language) -> Vec<SampleMail> {
    let (cast, gaps) = (Cast::with_newsletters(), Cast::with_gaps());
    let Some(newsletter) = newsletter(&cast, language) else { return Vec::new() };
    let (leads, neutral) = (Newsletter { in_full: false, ..newsletter.clone() }, neutral(&newsletter));
    let all = Choices::default();
    let few = Choices { sections: SectionSlug::parse("economy").into_iter().collect(), only_changes: true };
    let typical = cast.editions.last().map(|edition| Order {
        archive: &cast.archive,
        edition,
        newsletter: &newsletter,
        origin: &ORIGIN,
        choices: &all,
    });
    let gaps =
        typical.zip(gaps.editions.last()).map(|(order, edition)| Order { archive: &gaps.archive, edition, ..order });
    let with_words = |mail| typical.map(|order| Edition { mail, ..order.edition.clone() });
    let (own, odd, named) = (with_words(own_words()), with_words(odd_words()), odd_sender(&newsletter));
    let kinds = [
        ("typical", typical),
        ("leads", typical.map(|order| Order { newsletter: &leads, ..order })),
        ("own-words", typical.zip(own.as_ref()).map(|(order, edition)| Order { edition, ..order })),
        ("odd-words", typical.zip(odd.as_ref()).map(|(order, edition)| Order { edition, newsletter: &named, ..order })),
        ("neutral", typical.map(|order| Order { newsletter: &neutral, ..order })),
        ("few-sections", typical.map(|order| Order { choices: &few, ..order })),
        ("gaps", gaps),
    ];
    let mail = |(name, order): (&'static str, Option<Order<'_>>)| {
        let (order, press) = (order?, cast.press(language));
        let plate = Plate::new(&order).ok()?;
        let meant = Meant::of_mailing(&press, order.newsletter, plate.subject.clone());
        Some(SampleMail { name, language: language.clone(), meant, bytes: mail(&plate, language) })
    };
    kinds.into_iter().filter_map(mail).collect()
}

/// Sender, subject and host of links that do not tell what it is.
fn neutral(newsletter: &Newsletter) -> Newsletter {
    Newsletter {
        subject: Labels::from([("en", "Monday"), ("be", "Панядзелак"), ("ru", "Понедельник")]),
        sender: Labels::from([("en", "Alena"), ("be", "Алена"), ("ru", "Алена")]),
        base: "https://letters.example".to_owned(),
        ..newsletter.clone()
    }
}

fn own_words() -> MailWords {
    MailWords {
        subject: Labels::from([
            ("en", "Dollars leave, trucks arrive"),
            ("be", "Даляры сышлі, грузавікі прыехалі"),
            ("ru", "Доллары ушли, грузовики приехали"),
        ]),
        greeting: Labels::from([
            ("en", "Good morning from Starava."),
            ("be", "Добрай раніцы са Старавы."),
            ("ru", "Доброго утра из Старавы."),
        ]),
        ..MailWords::default()
    }
}

/// Whatever a header must not take for its own marks.
fn odd_words() -> MailWords {
    MailWords {
        subject: Labels::from([
            (
                "en",
                "📉 “Stable”, says the bank; 👩‍👩‍👧 \"well, well\" (says the street): a very long week, and a subject to match it",
            ),
            ("be", "📉 «Стабільна», кажа банк; 👩‍👩‍👧 \"ага\" (кажа вуліца): вельмі доўгі тыдзень, і тэма яму пад стаць"),
            (
                "ru",
                "📉 «Стабильно», говорит банк; 👩‍👩‍👧 \"ага\" (говорит улица): очень длинная неделя, и тема ей под стать",
            ),
        ]),
        ..MailWords::default()
    }
}

/// A sender of the same kind, no longer than one encoded word: some readers, Python's among them, put a space between two
/// that make up a name.
fn odd_sender(newsletter: &Newsletter) -> Newsletter {
    Newsletter {
        sender: Labels::from([
            ("en", "Vesnia, \"the\" digest 📰"),
            ("be", "Весці, \"дайджэст\" 📰"),
            ("ru", "Вести, \"дайджест\" 📰"),
        ]),
        ..newsletter.clone()
    }
}

fn notices(language: &Language) -> Vec<SampleMail> {
    let cast = Cast::with_newsletters();
    let press = cast.press(language);
    let Some(newsletter) = newsletter(&cast, language) else { return Vec::new() };
    let token = || TOKENS[1].to_owned();
    let confirm = link(&SubscriptionPlace::Confirmation(token()), language);
    let refuse = link(&SubscriptionPlace::Refusal(token()), language);
    let manage = link(&SubscriptionPlace::Preferences(token()), language);
    let envelope = Envelope { to: TO, message_id: MESSAGE_ID, date: date() };
    let occasions = [
        ("confirmation", Occasion::Confirmation { confirm: &confirm, refuse: &refuse }),
        ("adding", Occasion::Adding { confirm: &confirm, manage: &manage }),
        ("link", Occasion::Link { manage: &manage }),
    ];
    let mail = |(name, occasion): (&'static str, Occasion<'_>)| SampleMail {
        name,
        language: language.clone(),
        meant: Meant::new(&press, &newsletter, notice::subject(&press, &newsletter, occasion)),
        bytes: notice(&press, &newsletter, occasion, &envelope),
    };
    occasions.into_iter().map(mail).collect()
}
