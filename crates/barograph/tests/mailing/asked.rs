//! What forms sent is opened and answered by mail; whoever writes into the database plants nobody.

use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use mailbox::Mailbox;
use mailroom::{Address, Asked, Choices, Keys, Noun, Press, PublicKeys, SealId, SubscriberState, Token};
use newsroom::Language;
use press::page::subscription::SubscriptionPlace;
use store::{NewRequest, Pressed, Progress};

use crate::crowd::{execute, reader};
use crate::house::{Hired, House, ORIGIN, route, slug};
use crate::killed::mailbox;

/// Somebody sends a form, as the site would seal it.
async fn ask(house: &House, public: &PublicKeys, address: &str, asked: &Asked, language: &str) {
    let (seal_id, address) = (SealId::random(), Address::parse(address).unwrap());
    let seal = public.sealing().seal(Noun::Request, seal_id, &address).unwrap();
    let language = Language::parse(language).unwrap();
    let request = NewRequest { asked, language: &language, form: "1", seal_id, seal: &seal, at: house.now().await };
    house.store.append_request(&request).await.unwrap();
}

fn subscribe(newsletter: &str) -> Asked {
    Asked::Subscribe(slug(newsletter), Choices::default())
}

/// The newest mail's text, once there are so many.
async fn newest(mailbox: &Mailbox, many: usize) -> String {
    while mailbox.received().len() < many {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let received = mailbox.received();
    let mail = MessageParser::new().parse(&received[many - 1].bytes).unwrap();
    mail.body_text(0).unwrap().into_owned()
}

/// The places of our own that a text links to, and the language behind them.
fn places(text: &str) -> Vec<(SubscriptionPlace, String)> {
    let ours =
        text.split_whitespace().filter_map(|word| word.strip_prefix(ORIGIN)).filter_map(|path| path.split_once('?'));
    ours.filter_map(|(path, language)| Some((SubscriptionPlace::parse(path)?, language.to_owned()))).collect()
}

async fn press(house: &House, token: &str, pressed: Pressed) -> Press {
    let hash = Token::parse(token).unwrap().hash();
    house.store.press(&hash, &pressed, house.now().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_answered_confirmed_mailed_and_left() {
    let house = House::with(0).await;
    let (mailbox, port) = mailbox().await;
    let worker = house.hire(route(port)).await;
    let public = house.keys().public();
    ask(&house, &public, "alena@example.net", &subscribe("en"), "be").await;
    let text = newest(&mailbox, 1).await;
    let places = places(&text);
    let [(SubscriptionPlace::Confirmation(confirm), be), (SubscriptionPlace::Refusal(_), _)] = &places[..] else {
        panic!("{text}");
    };
    assert_eq!(be, "lang=be");
    assert!(mailbox.received()[0].from.starts_with("digest+"), "what comes back has the mail's mark");
    assert_eq!(press(&house, confirm, Pressed::Confirm).await, Press::Done);

    let mailing = house.publish().await;
    house.until(mailing, Progress::is_done).await;
    let text = newest(&mailbox, 2).await;
    let leave = crate::asked::places(&text).into_iter().find_map(|(place, _)| match place {
        SubscriptionPlace::Leaving(token) => Some(token),
        _ => None,
    });
    ask(&house, &public, "Alena@EXAMPLE.net", &Asked::Link, "ru").await;
    let text = newest(&mailbox, 3).await;
    assert!(
        matches!(&crate::asked::places(&text)[..], [(SubscriptionPlace::Preferences(_), ru)] if ru == "lang=ru"),
        "{text}"
    );
    assert_eq!(press(&house, &leave.unwrap(), Pressed::Leave).await, Press::Done);

    ask(&house, &public, "nobody@example.net", &Asked::Link, "en").await;
    while house.store.list_counts().await.unwrap().requests > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    worker.stop().await;
    assert_eq!(mailbox.received().len(), 3, "whoever is on no list gets no mail");
    assert_eq!(house.store.list_counts().await.unwrap().subscribers, [(SubscriberState::Left, 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_does_not_open_keeps_no_other_from_it() {
    let house = House::with(0).await;
    let (mailbox, port) = mailbox().await;
    let (strangers, ours) = (Keys::generate(), house.keys().public());
    let newer = PublicKeys::clone(&strangers.rotated().public());
    ask(&house, &Keys::generate().public(), "broken@example.net", &subscribe("en"), "en").await;
    ask(&house, &newer, "later@example.net", &subscribe("en"), "en").await;
    ask(&house, &ours, "alena@example.net", &subscribe("en"), "en").await;
    let worker = house.hire(route(port)).await;
    newest(&mailbox, 1).await;
    worker.stop().await;
    assert_eq!(mailbox.received()[0].to, ["alena@example.net"]);
    assert_eq!(house.store.list_counts().await.unwrap().requests, 1, "one of a newer key waits for who has it");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_planted_or_moved_is_not_written_to() {
    let house = House::with(4).await;
    let seal = "seal_id, seal_key, encapsulated, ciphertext";
    let swap = |from: i64, to: i64| {
        format!("UPDATE subscribers SET ({seal}) = (SELECT {seal} FROM keep WHERE id = {from}) WHERE id = {to};")
    };
    let swapped = format!("CREATE TEMPORARY TABLE keep AS SELECT * FROM subscribers; {}{}", swap(1, 2), swap(2, 1));
    execute(&house.database, &swapped).await;
    let (mailbox, port) = mailbox().await;
    let mailing = house.publish().await;
    let worker = house.hire(route(port)).await;
    let progress = house.done(mailing).await;
    worker.stop().await;
    assert_eq!((progress.counts.accepted, progress.counts.refused), (2, 2));
    let mut to: Vec<String> = mailbox.received().iter().flat_map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, [reader(3), reader(4)]);
    assert_eq!(house.store.list_counts().await.unwrap().subscribers, [(SubscriberState::Confirmed, 4)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_without_a_worker_all_works_only_later() {
    let house = House::with(0).await;
    ask(&house, &house.keys().public(), "alena@example.net", &subscribe("en"), "en").await;
    let day = SignedDuration::from_hours(24).as_micros();
    execute(&house.database, &format!("UPDATE requests SET at = at - {day}")).await;
    let (mailbox, port) = mailbox().await;
    let worker = Hired::new(house.outfit(route(port)).await).await;
    let text = newest(&mailbox, 1).await;
    worker.stop().await;
    let Some((SubscriptionPlace::Confirmation(confirm), _)) = places(&text).into_iter().next() else {
        panic!("{text}")
    };
    let week = house.now().await + SignedDuration::from_hours(6 * 24);
    let hash = Token::parse(&confirm).unwrap().hash();
    assert_eq!(house.store.confirm(&hash, week).await.unwrap(), Press::Done, "seven days from the mail, not the form");
    assert!(mailbox.received()[0].at > Timestamp::UNIX_EPOCH);
}
