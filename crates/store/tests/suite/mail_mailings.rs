//! Mailings: recorded with a publishing, taken back with it, begun once, steered.

use jiff::SignedDuration;
use mailroom::{Choices, Lasting, Press, Scope};
use newsroom::{Labels, State};
use store::{Change, PlannedMailing, PublishError, Steer, SteerError, UnpublishError};

use super::mail_bench::{DAY, LEASE, failure, newsletter};
use super::{Bench, cast};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub async fn an_edition_is_published_with_its_mailings(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.desk.import(&cast::week("2020-06-22")).await;
    let slug = cast::edition("2020-06-22");
    let plan = |slug: &str| PlannedMailing {
        newsletter: newsletter(slug),
        due: cast::now() + MINUTE,
        not_before: cast::now(),
    };
    let unknown = mailroom.store().publish_with_mailings(&slug, &[plan("en"), plan("fr")], cast::now()).await;
    assert!(matches!(unknown, Err(PublishError::NoNewsletter(ref slug)) if *slug == newsletter("fr")), "{unknown:?}");
    assert_eq!(mailroom.desk.edition("2020-06-22").await.state, State::Draft);
    assert!(mailroom.store().mailings().await.unwrap().is_empty());

    mailroom.store().publish_with_mailings(&slug, &[plan("en"), plan("be-ru")], cast::now()).await.unwrap();
    let mailings = mailroom.store().mailings().await.unwrap();
    let lines: Vec<_> = mailings.iter().map(|progress| progress.mailing.newsletter.as_str()).collect();
    assert_eq!(lines, ["en", "be-ru"]);
    assert!(mailings.iter().all(|progress| !progress.is_done() && progress.mailing.began.is_none()));
    assert_eq!(mailings[0].generation, mailroom.store().generation().await.unwrap());
    assert!(mailroom.store().due_mailings(cast::now()).await.unwrap().is_empty(), "the grace minute");
    assert_eq!(mailroom.store().due_mailings(cast::now() + MINUTE).await.unwrap().len(), 2);
    let again = mailroom.store().publish_with_mailings(&slug, &[plan("en")], cast::now()).await;
    assert!(matches!(again, Err(PublishError::AlreadyPublished(_))), "{again:?}");
}

pub async fn within_the_grace_edition_and_mailings_are_taken_back(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.desk.import(&cast::week("2020-06-22")).await;
    let (slug, before) = (cast::edition("2020-06-22"), mailroom.desk.edition("2020-06-22").await);
    let refused = mailroom.store().unpublish(&slug, MINUTE, cast::now()).await;
    assert!(matches!(refused, Err(UnpublishError::NotPublished)), "{refused:?}");
    let due = [PlannedMailing { newsletter: newsletter("en"), due: cast::now() + MINUTE, not_before: cast::now() }];
    let published = mailroom.store().publish_with_mailings(&slug, &due, cast::now()).await.unwrap();
    let generation = mailroom.store().generation().await.unwrap();
    let late = mailroom.store().unpublish(&slug, MINUTE, cast::now() + MINUTE).await;
    assert!(matches!(late, Err(UnpublishError::TooLate(_))), "{late:?}");

    let draft = mailroom.store().unpublish(&slug, MINUTE, cast::now()).await.unwrap();
    assert_eq!(draft.number, published.number);
    assert_eq!(newsroom::Edition { number: None, year_number: None, ..draft }, before, "all but its number");
    assert!(mailroom.store().mailings().await.unwrap().is_empty());
    assert_eq!(mailroom.store().generation().await.unwrap(), generation + 1);
    assert!(mailroom.store().archive().await.unwrap().unwrap().editions.is_empty());
    let again = mailroom.store().publish_with_mailings(&slug, &due, cast::now() + MINUTE).await.unwrap();
    assert_eq!(again.number, published.number);
    assert_eq!(mailroom.desk.edition("2020-06-22").await, again);
}

pub async fn a_mailing_that_began_is_not_taken_back(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let slug = cast::edition("2020-06-22");
    let refused = mailroom.store().unpublish(&slug, MINUTE, cast::now()).await;
    assert!(matches!(refused, Err(UnpublishError::Mailing)), "{refused:?}");
    assert!(mailroom.progress(mailing).await.is_done(), "nobody was there to get it");
}

pub async fn withdrawing_ends_what_is_going(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.readers(&["alena", "jan"], "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let [claimed] = &mailroom.claim("worker", 1, cast::now()).await[..] else { panic!("one delivery") };
    let why = Labels::from([("en", "A source was in danger.")]);
    mailroom.store().withdraw(&cast::edition("2020-06-22"), &why, cast::now()).await.unwrap();
    let progress = mailroom.progress(mailing).await;
    assert_eq!((progress.counts.cancelled, progress.counts.claimed), (1, 1));
    assert!(mailroom.accept(claimed, cast::now()).await, "what was on the wire has its outcome");
    assert!(mailroom.progress(mailing).await.is_done());
}

pub async fn a_mailing_begins_once(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.readers(&["alena", "jan", "vera"], "en").await;
    mailroom.pending("pavel", "en", cast::now()).await;
    mailroom.reader("ryta", "be-ru").await;
    let mailing = mailroom.publish("2020-06-22", cast::now()).await;
    assert_eq!(mailroom.begin(mailing, cast::now() - MINUTE).await, None, "not due");
    let (one, two) = tokio::join!(mailroom.begin(mailing, cast::now()), mailroom.begin(mailing, cast::now()));
    let mut began = [one, two];
    began.sort_unstable();
    assert_eq!(began, [None, Some(3)]);
    let deliveries = mailroom.store().deliveries(mailing).await.unwrap();
    let marks: std::collections::BTreeSet<_> = deliveries.iter().map(|delivery| delivery.mark).collect();
    assert_eq!((deliveries.len(), marks.len()), (3, 3));
    let progress = mailroom.progress(mailing).await;
    assert_eq!((progress.mailing.began, progress.counts.waiting), (Some(cast::now()), 3));
}

pub async fn choices_decide_who_gets_it(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let readers = mailroom.readers(&["alena", "jan", "vera"], "en").await;
    let chosen = |sections: &[&str], only_changes| Choices {
        sections: sections.iter().map(|section| cast::section(section)).collect(),
        only_changes,
    };
    for (name, choices) in [("alena", chosen(&["security"], true)), ("jan", chosen(&["security", "economy"], true))] {
        let change = vec![Change::Choose(newsletter("en"), choices)];
        let pressed = mailroom.store().change(&readers[name].manage, change, cast::now()).await.unwrap();
        assert_eq!(pressed, Press::Done);
    }
    let mailing = mailroom.publish("2020-06-22", cast::now()).await;
    let (edition, maker) = (mailroom.desk.edition("2020-06-22").await, mailroom.maker());
    let wanted = |choices: &Choices| mailroom::wanted(choices, &edition);
    let began = mailroom.store().begin_mailing(mailing, &wanted, &maker, cast::now()).await.unwrap();
    assert_eq!(began, Some(2), "security has not changed");
    let deliveries = mailroom.store().deliveries(mailing).await.unwrap();
    let whom: Vec<_> = deliveries.iter().map(|delivery| delivery.subscriber).collect();
    assert!(!whom.contains(&readers["alena"].id), "{whom:?}");
}

pub async fn whoever_added_it_in_the_preferences_can_leave_it(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "be-ru").await;
    let add = Change::Add { newsletter: newsletter("en"), choices: Choices::default(), form: "2".to_owned() };
    mailroom.store().change(&alena.manage, vec![add], cast::now()).await.unwrap();
    mailroom.going("2020-06-22", cast::now()).await;
    let [claimed] = &mailroom.claim("worker", 5, cast::now()).await[..] else { panic!("one delivery") };
    let leave = claimed.leave.unwrap();
    assert_eq!(mailroom.keys.tokens().again(leave.grant, leave.number, &leave.hash).unwrap().hash(), leave.hash);
    assert_eq!(mailroom.store().leave(&leave.hash, cast::now()).await.unwrap(), Press::Done);
    let granted = mailroom.store().token(&claimed.manage.unwrap().hash).await.unwrap().unwrap();
    assert_eq!((granted.lines.len(), granted.deliveries), (2, 1));
}

pub async fn a_mailing_to_many_begins_whole(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.crowd(1203).await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    assert_eq!(mailroom.progress(mailing).await.counts.waiting, 1203);
    let tokens = mailroom.bench().number("SELECT count(*) FROM tokens WHERE purpose = 'leave'").await;
    assert_eq!(tokens, 1203);
    let left = "UPDATE subscriptions SET state = 'left' WHERE id BETWEEN 10301 AND 10901";
    mailroom.bench().execute(left).await;
    assert_eq!(mailroom.deliver_all(cast::now()).await, 1203 - 601);
    let progress = mailroom.progress(mailing).await;
    assert!(progress.is_done());
    assert_eq!((progress.counts.accepted, progress.counts.cancelled), (602, 601));
}

pub async fn a_mailing_let_go_on_after_its_hour_is_due_then(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.reader("alena", "en").await;
    let mailing = mailroom.publish("2020-06-22", cast::now()).await;
    let steer = |steer, now| mailroom.store().steer(mailing, steer, now);
    steer(Steer::Pause, cast::now()).await.unwrap();
    steer(Steer::Resume, cast::now() - MINUTE).await.unwrap();
    assert_eq!(mailroom.progress(mailing).await.mailing.due, cast::now(), "its hour is still to come");
    steer(Steer::Pause, cast::now()).await.unwrap();
    steer(Steer::Resume, cast::now() + DAY).await.unwrap();
    assert_eq!(mailroom.progress(mailing).await.mailing.due, cast::now() + DAY);
    mailroom.begin(mailing, cast::now() + DAY).await.unwrap();
    steer(Steer::Pause, cast::now() + DAY).await.unwrap();
    steer(Steer::Resume, cast::now() + DAY * 2).await.unwrap();
    assert_eq!(mailroom.progress(mailing).await.mailing.due, cast::now() + DAY, "it went when it went");
}

pub async fn a_person_steers_a_mailing(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.readers(&["alena", "jan"], "en").await;
    let mailing = mailroom.publish("2020-06-22", cast::now()).await;
    let steer = async |steer| mailroom.store().steer(mailing, steer, cast::now()).await;
    assert_eq!(steer(Steer::Move(cast::now() + DAY)).await.unwrap(), 1);
    assert_eq!(mailroom.begin(mailing, cast::now()).await, None);
    assert_eq!(steer(Steer::Move(cast::now())).await.unwrap(), 1);
    assert_eq!([steer(Steer::Pause).await.unwrap(), steer(Steer::Pause).await.unwrap()], [1, 0]);
    assert!(mailroom.store().due_mailings(cast::now()).await.unwrap().is_empty());
    assert_eq!(mailroom.begin(mailing, cast::now()).await, None);
    assert_eq!(steer(Steer::Resume).await.unwrap(), 1);
    assert_eq!(mailroom.begin(mailing, cast::now()).await, Some(2));
    let began = steer(Steer::Move(cast::now() + DAY)).await;
    assert!(matches!(began, Err(SteerError::Began)), "{began:?}");

    steer(Steer::Pause).await.unwrap();
    assert!(mailroom.claim("worker", 5, cast::now()).await.is_empty());
    steer(Steer::Resume).await.unwrap();
    assert_eq!(mailroom.claim("worker", 1, cast::now()).await.len(), 1);
    steer(Steer::Pause).await.unwrap();
    assert_eq!(steer(Steer::Cancel).await.unwrap(), 1);
    let counts = mailroom.progress(mailing).await.counts;
    assert_eq!((counts.cancelled, counts.claimed), (1, 1));
    assert!(mailroom.claim("worker", 5, cast::now() + DAY).await.is_empty(), "a lost one is taken back, not sent");
    assert!(mailroom.progress(mailing).await.is_done());
    let refused = steer(Steer::Retry).await;
    assert!(matches!(refused, Err(SteerError::Cancelled)), "{refused:?}");
    let acts: Vec<_> = mailroom.store().audit().await.unwrap().into_iter().map(|entry| entry.act).collect();
    assert_eq!(acts.iter().filter(|act| act.ends_with(" mailing")).count(), 8, "{acts:?}");
}

pub async fn a_mailing_left_behind_is_seen(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.readers(&["alena", "jan", "vera"], "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let (missed, store) = (HOUR * 2, mailroom.store());
    let seen = async |now| store.mailings_left_behind(now - missed).await.unwrap().len();
    let early = HOUR - MINUTE;
    assert_eq!(
        [seen(cast::now() + missed - MINUTE).await, seen(cast::now() + missed).await],
        [0, 1],
        "nothing went at all"
    );

    // One went, one is put off for some minutes, and then the worker dies with the third in hand.
    let at = cast::now() + HOUR;
    let [one, two, _three] = &mailroom.claim("worker", 3, at).await[..] else { panic!("three deliveries") };
    assert!(mailroom.accept(one, at).await);
    let grey = failure(Scope::Recipient, Lasting::Passing, "450 4.2.0 come again");
    assert!(mailroom.fail(two, &grey, at).await);
    assert_eq!([seen(at + missed - MINUTE).await, seen(at + missed + LEASE).await], [0, 1]);
    store.steer(mailing, Steer::Pause, at + DAY).await.unwrap();
    assert_eq!(seen(at + DAY).await, 0, "it is held already");

    // Whoever lets it go on has been asked; a worker may start a little later.
    store.release("worker", at).await.unwrap();
    store.steer(mailing, Steer::Resume, at + DAY).await.unwrap();
    assert_eq!([seen(at + DAY + early).await, seen(at + DAY + missed).await], [0, 1]);

    // What is put off for hours waits for nobody's worker; what waits for its route was tried.
    let at = at + DAY + HOUR;
    let [two, three] = &mailroom.claim("worker", 3, at).await[..] else { panic!("two deliveries") };
    let down = failure(Scope::Route, Lasting::Passing, "nobody answers");
    assert!(mailroom.fail(two, &grey, at).await && mailroom.fail(three, &down, at).await);
    assert_eq!(seen(at + HOUR).await, 0, "its route is down");
    let [three] = &mailroom.claim("worker", 3, at + MINUTE).await[..] else { panic!("one delivery") };
    assert!(mailroom.accept(three, at + MINUTE).await);
    mailroom.bench().execute("UPDATE deliveries SET free_at = free_at + 21600000000 WHERE state = 'waiting'").await;
    assert_eq!(seen(at + HOUR * 4).await, 0, "all that is left is put off");
    assert_eq!(mailroom.deliver_all(at + HOUR * 7).await, 1);
    assert_eq!(seen(at + DAY * 7).await, 0, "it is done");
}
