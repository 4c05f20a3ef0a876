//! Deliveries: claimed by one worker at a time, settled once, counted to the last.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use mailroom::{
    Choices, DeliveryState, Lane, Lasting, Mark, NoticeKind, Press, Purpose, Reason, Scope, SubscriberId,
    SubscriberState,
};
use store::{Change, Claim, Database, PlannedMailing, Pressed, Progress, Returned, Steer, WorkerError};

use super::mail_bench::{DAY, LEASE, Mailroom, failure, newsletter};
use super::{Bench, cast};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub async fn two_workers_claim_different_ones(bench: Bench) {
    let mailroom = Arc::new(bench.mailroom().await);
    mailroom.crowd(200).await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let work = |worker: &'static str| {
        let mailroom = mailroom.clone();
        tokio::spawn(async move {
            let mut ids = Vec::new();
            loop {
                let claimed = mailroom.claim(worker, 7, cast::now()).await;
                if claimed.is_empty() {
                    return ids;
                }
                ids.extend(claimed.iter().map(|claimed| claimed.delivery.id));
                for one in &claimed {
                    assert!(mailroom.accept(one, cast::now()).await);
                }
            }
        })
    };
    let workers = [work("one"), work("two"), work("three")];
    let mut ids = Vec::new();
    for worker in workers {
        ids.extend(worker.await.unwrap());
    }
    assert_eq!((ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (200, 200));
    let progress = mailroom.progress(mailing).await;
    assert!(progress.is_done() && progress.counts.accepted == 200);
}

pub async fn a_lost_lease_returns_the_delivery(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.reader("alena", "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let [lost] = &mailroom.claim("one", 5, cast::now()).await[..] else { panic!("one delivery") };
    assert!(mailroom.claim("two", 5, cast::now() + LEASE / 2).await.is_empty());
    let kept = mailroom.store().extend(&[lost.hold], LEASE, cast::now() + LEASE / 2).await.unwrap();
    assert!(kept.is_empty());
    assert!(mailroom.claim("two", 5, cast::now() + LEASE).await.is_empty(), "extended");
    let later = cast::now() + LEASE * 2;
    let [again] = &mailroom.claim("two", 5, later).await[..] else { panic!("one delivery") };
    assert_eq!((again.delivery.mark, again.since), (lost.delivery.mark, cast::now()), "the same message");
    let gone = mailroom.store().extend(&[lost.hold], LEASE, later).await.unwrap();
    assert_eq!(gone, [lost.hold]);
    let broken = failure(Scope::Connection, Lasting::Passing, "");
    assert!(!mailroom.fail(lost, &broken, later).await, "it is no longer the first worker's to put back");
    assert!(mailroom.accept(lost, later).await, "but that the far side has it is true");
    assert!(!mailroom.accept(again, later).await);
    assert!(!mailroom.fail(again, &broken, later).await, "one outcome");
    assert!(mailroom.progress(mailing).await.is_done());
}

pub async fn what_a_worker_gives_back_is_free_at_once(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.readers(&["alena", "jan"], "en").await;
    mailroom.going("2020-06-22", cast::now()).await;
    mailroom.subscribe("vera", "en", cast::now()).await;
    let [one] = &mailroom.claim("one", 1, cast::now()).await[..] else { panic!("one delivery") };
    let [other] = &mailroom.claim("two", 1, cast::now()).await[..] else { panic!("another") };
    let claim = Claim { worker: "one", limit: 5, lease: LEASE, closed: &[], now: cast::now() };
    assert_eq!(mailroom.store().claim_notices(claim).await.unwrap().len(), 1);
    assert_eq!(mailroom.store().release("one", cast::now()).await.unwrap(), 2);
    assert_eq!(mailroom.store().release("one", cast::now()).await.unwrap(), 0);
    let [again] = &mailroom.claim("two", 5, cast::now()).await[..] else { panic!("one's, not two's own") };
    assert_eq!((again.delivery.id, again.delivery.mark), (one.delivery.id, one.delivery.mark));
    assert_eq!(mailroom.claim_notices(cast::now()).await.len(), 1);
    assert!(mailroom.accept(one, cast::now()).await, "that the far side has it is true");
    assert!(mailroom.accept(other, cast::now()).await);
    assert!(!mailroom.accept(again, cast::now()).await);
}

pub async fn whoever_dies_within_leaves_nothing_half_done(bench: Bench) {
    let mailroom = Arc::new(bench.mailroom().await);
    mailroom.crowd(60).await;
    let mailing = mailroom.publish("2020-06-22", cast::now()).await;
    for pause_ms in [0, 1, 2, 4, 8] {
        let dying = mailroom.clone();
        let worker = tokio::spawn(async move {
            dying.begin(mailing, cast::now()).await;
            loop {
                let claimed = dying.claim("dying", 3, cast::now()).await;
                for one in claimed.iter().take(1) {
                    dying.accept(one, cast::now()).await;
                }
            }
        });
        tokio::time::sleep(Duration::from_millis(pause_ms * 5)).await;
        worker.abort();
        assert!(worker.await.is_err());
        mailroom.progress(mailing).await;
    }
    mailroom.begin(mailing, cast::now()).await;
    let before = mailroom.progress(mailing).await.counts;
    assert_eq!(mailroom.deliver_all(cast::now() + LEASE).await as u64, before.open());
    let progress = mailroom.progress(mailing).await;
    assert!(progress.is_done() && progress.counts.accepted == 60, "{:?}", progress.counts);
}

pub async fn only_the_recipients_refusal_suppresses(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let readers = mailroom.readers(&["alena", "jan"], "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let claimed = mailroom.claim("worker", 5, cast::now()).await;
    let of = |name: &str| claimed.iter().find(|claimed| claimed.delivery.subscriber == readers[name].id).unwrap();
    let unknown = failure(Scope::Recipient, Lasting::Permanent, "550 5.1.1 <recipient> is unknown");
    let spam = failure(Scope::Mail, Lasting::Permanent, "554 5.7.1 looks like spam");
    assert!(mailroom.fail(of("alena"), &unknown, cast::now()).await);
    assert!(mailroom.fail(of("jan"), &spam, cast::now()).await);
    let counts = mailroom.store().list_counts().await.unwrap().subscribers;
    assert_eq!(counts, [(SubscriberState::Confirmed, 1), (SubscriberState::Suppressed(Reason::Refused), 1)]);
    let seals = "SELECT count(*) FROM subscribers WHERE seal_id IS NOT NULL OR ciphertext IS NOT NULL";
    assert_eq!(mailroom.bench().number(seals).await, 1);
    let progress = mailroom.progress(mailing).await;
    let refused = |status: &str| ("refused".to_owned(), status.to_owned(), 1);
    assert_eq!(progress.reasons, [refused("5.1.1"), refused("5.7.1")]);

    assert_eq!(mailroom.store().steer(mailing, Steer::Retry, cast::now()).await.unwrap(), 1, "who can be written to");
    let [again] = &mailroom.claim("worker", 5, cast::now()).await[..] else { panic!("one delivery") };
    assert_eq!((again.delivery.subscriber, again.delivery.attempts), (readers["jan"].id, 0));
    assert!(mailroom.accept(again, cast::now()).await);
    let progress = mailroom.progress(mailing).await;
    assert_eq!((progress.counts.accepted, progress.counts.refused), (1, 1));
}

pub async fn a_deferral_waits_and_ends_in_three_days(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.reader("alena", "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let full = failure(Scope::Recipient, Lasting::Passing, "452 4.2.2 mailbox full");
    let broken = failure(Scope::Connection, Lasting::Passing, "");
    let (mut now, mut attempts) = (cast::now(), Vec::new());
    while let [claimed] = &mailroom.claim("worker", 5, now).await[..] {
        attempts.push(claimed.delivery.attempts);
        let what = if attempts.len() == 2 { &broken } else { &full };
        assert!(mailroom.fail(claimed, what, now).await);
        assert!(mailroom.claim("worker", 5, now).await.is_empty());
        let [delivery] = &mailroom.store().deliveries(mailing).await.unwrap()[..] else { panic!("one delivery") };
        if let DeliveryState::Waiting(next) = delivery.state {
            now = next;
        }
    }
    assert_eq!(attempts[..4], [0, 1, 1, 2], "a broken connection costs no attempt");
    assert_eq!(now, cast::now() + DAY * 3);
    let progress = mailroom.progress(mailing).await;
    assert_eq!(progress.reasons, [("expired".to_owned(), "4.2.2".to_owned(), 1)]);
    assert!(progress.is_done());
}

pub async fn waiting_for_a_route_costs_nothing(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.reader("alena", "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let down = failure(Scope::Route, Lasting::Passing, "nobody answers");
    let grey = failure(Scope::Recipient, Lasting::Passing, "450 4.2.0 come again");
    // A week without a route; then the reader's server puts it off twice.
    for (days, what) in [(0, &down), (7, &down), (8, &grey), (9, &grey)] {
        let now = cast::now() + DAY * days;
        let [claimed] = &mailroom.claim("worker", 5, now).await[..] else { panic!("lost by day {days}") };
        assert!(mailroom.fail(claimed, what, now).await);
    }
    let now = cast::now() + DAY * 10;
    let [claimed] = &mailroom.claim("worker", 5, now).await[..] else { panic!("one delivery") };
    assert_eq!((claimed.delivery.attempts, claimed.since), (2, cast::now() + DAY * 8), "its days are its own");
    assert!(mailroom.accept(claimed, now).await);
    assert_eq!(mailroom.progress(mailing).await.counts.accepted, 1);
}

pub async fn leaving_half_way_takes_back_what_waits(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let readers = mailroom.readers(&["alena", "jan", "vera", "pavel"], "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let [claimed] = &mailroom.claim("worker", 1, cast::now()).await[..] else { panic!("one delivery") };
    assert_eq!(claimed.delivery.subscriber, readers["alena"].id);
    for name in ["alena", "jan"] {
        assert_eq!(mailroom.store().leave(&readers[name].leave, cast::now()).await.unwrap(), Press::Done);
    }
    let pressed = mailroom.store().press(&readers["vera"].manage, &Pressed::Erase, cast::now()).await.unwrap();
    assert_eq!(pressed, Press::Done);
    let counts = mailroom.progress(mailing).await.counts;
    assert_eq!((counts.claimed, counts.waiting, counts.cancelled), (1, 1, 2));
    assert_eq!(mailroom.store().deliveries(mailing).await.unwrap().len(), 3, "of the erased only the count stays");
    let broken = failure(Scope::Connection, Lasting::Passing, "");
    assert!(mailroom.fail(claimed, &broken, cast::now()).await, "alena's was on the wire and came back");
    assert_eq!(mailroom.deliver_all(cast::now() + HOUR).await, 1);
    let progress = mailroom.progress(mailing).await;
    assert_eq!((progress.counts.accepted, progress.counts.cancelled), (1, 3));
    assert!(progress.is_done());
    let taken_back = |reason: &str, many| ("cancelled".to_owned(), reason.to_owned(), many);
    assert_eq!(progress.reasons[1..], [taken_back("erased", 1), taken_back("left", 2)]);
}

pub async fn leaving_one_newsletter_leaves_the_others_mailings(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "en").await;
    let add = Change::Add { newsletter: newsletter("be-ru"), choices: Choices::default(), form: "2".to_owned() };
    mailroom.store().change(&alena.manage, vec![add], cast::now()).await.unwrap();
    mailroom.desk.import(&cast::week("2020-06-22")).await;
    let plan = |slug| PlannedMailing { newsletter: newsletter(slug), due: cast::now(), not_before: cast::now() };
    let slug = cast::edition("2020-06-22");
    mailroom.store().publish_with_mailings(&slug, &[plan("en"), plan("be-ru")], cast::now()).await.unwrap();
    for mailing in mailroom.store().due_mailings(cast::now()).await.unwrap() {
        assert_eq!(mailroom.begin(mailing.id, cast::now()).await, Some(1));
    }
    assert_eq!(mailroom.store().leave(&alena.leave, cast::now()).await.unwrap(), Press::Done);
    let mailings = mailroom.store().mailings().await.unwrap();
    let counts: Vec<_> = mailings.iter().map(|one| (one.counts.waiting, one.counts.cancelled)).collect();
    assert_eq!(counts, [(0, 1), (1, 0)]);
    let change = vec![Change::Leave(newsletter("be-ru"))];
    assert_eq!(mailroom.store().change(&alena.manage, change, cast::now()).await.unwrap(), Press::Done);
    assert!(mailroom.store().mailings().await.unwrap().iter().all(Progress::is_done));
}

pub async fn closed_lanes_are_passed_over(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let readers = mailroom.readers(&["alena", "jan"], "en").await;
    let sealed = mailroom.store().sealed(SubscriberId(0), 10).await.unwrap();
    assert_eq!(sealed.len(), 2);
    assert_eq!(mailroom.store().sealed(sealed[0].subscriber, 10).await.unwrap(), sealed[1..]);
    mailroom.store().set_lanes(&[(readers["jan"].id, Lane(77))]).await.unwrap();
    mailroom.going("2020-06-22", cast::now()).await;
    let claim = |closed| Claim { worker: "worker", limit: 5, lease: LEASE, closed, now: cast::now() };
    assert!(mailroom.store().claim(claim(&[Lane(77), Lane::COMMON])).await.unwrap().is_empty());
    let claimed = mailroom.store().claim(claim(&[Lane(77)])).await.unwrap();
    assert_eq!((claimed.len(), claimed[0].delivery.subscriber), (1, readers["alena"].id));
    assert_eq!(mailroom.store().claim(claim(&[])).await.unwrap().len(), 1);
}

pub async fn counts_stay_when_deliveries_go(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let readers = mailroom.readers(&["alena", "jan", "vera"], "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let claimed = mailroom.claim("worker", 2, cast::now()).await;
    assert!(mailroom.accept(&claimed[0], cast::now()).await);
    let pressed = mailroom.store().press(&readers["jan"].manage, &Pressed::Erase, cast::now()).await.unwrap();
    assert_eq!(pressed, Press::Done);
    mailroom.store().purge(DAY * 90, cast::now() + DAY * 100).await.unwrap();
    assert_eq!(mailroom.store().deliveries(mailing).await.unwrap().len(), 3, "it is not done");
    assert!(mailroom.accept(&claimed[1], cast::now() + DAY).await);
    mailroom.store().purge(DAY * 90, cast::now() + DAY).await.unwrap();
    assert_eq!(mailroom.store().deliveries(mailing).await.unwrap().len(), 2, "the erased one's went once it could");
    assert_eq!(mailroom.deliver_all(cast::now() + DAY).await, 1);
    let before = mailroom.progress(mailing).await;
    mailroom.store().purge(DAY * 90, cast::now() + DAY * 90).await.unwrap();
    assert_eq!(mailroom.store().deliveries(mailing).await.unwrap().len(), 2, "ninety days since it was done");
    mailroom.store().purge(DAY * 90, cast::now() + DAY * 92).await.unwrap();
    assert!(mailroom.store().deliveries(mailing).await.unwrap().is_empty());
    assert_eq!(mailroom.progress(mailing).await, before);
    assert!(before.is_done() && before.counts.accepted == 3);
    assert_eq!(mailroom.bench().number("SELECT count(*) FROM notices").await, 0);
}

pub async fn what_comes_back_never_rewrites_the_delivery(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "en").await;
    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    let [claimed] = &mailroom.claim("worker", 5, cast::now()).await[..] else { panic!("one delivery") };
    assert!(mailroom.accept(claimed, cast::now()).await);
    let before = mailroom.store().deliveries(mailing).await.unwrap();
    let marks = [Mark([7; 16]), claimed.delivery.mark];
    let returned = |marks, reason| Returned { marks, reason, reply: "5.2.2 <recipient> is full", now: cast::now() };
    assert!(!mailroom.store().note_return(&returned(&marks[..1], None)).await.unwrap());
    assert!(mailroom.store().note_return(&returned(&marks, None)).await.unwrap());
    assert!(mailroom.store().token(&alena.manage).await.unwrap().unwrap().subscriber.state.keeps_seal());
    assert!(mailroom.store().note_return(&returned(&marks, Some(Reason::Complaint))).await.unwrap());
    let there = mailroom.store().token(&alena.manage).await.unwrap().unwrap().subscriber.state;
    assert_eq!(there, SubscriberState::Suppressed(Reason::Complaint));
    assert_eq!(mailroom.store().deliveries(mailing).await.unwrap(), before);
    assert_eq!(mailroom.bench().number("SELECT count(*) FROM returns").await, 2);
}

pub async fn notices_are_claimed_and_settled_like_deliveries(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.subscribe("alena", "en", cast::now()).await;
    let [first] = &mailroom.claim_notices(cast::now()).await[..] else { panic!("one notice") };
    assert!(mailroom.claim_notices(cast::now()).await.is_empty());
    assert!(mailroom.store().extend_notices(&[first.hold], LEASE, cast::now() + LEASE / 2).await.unwrap().is_empty());
    assert!(mailroom.claim_notices(cast::now() + LEASE).await.is_empty());
    let [again] = &mailroom.claim_notices(cast::now() + LEASE * 2).await[..] else { panic!("one notice") };
    assert_eq!((again.notice.mark, again.since), (first.notice.mark, cast::now()));
    assert_eq!(mailroom.store().extend_notices(&[first.hold], LEASE, cast::now()).await.unwrap(), [first.hold]);

    let confirm = Mailroom::asks_for(again, Purpose::Confirm);
    assert_eq!(
        mailroom.store().confirm(&confirm, cast::now()).await.unwrap(),
        Press::Done,
        "its first sending arrived"
    );
    assert!(mailroom.claim_notices(cast::now() + DAY).await.is_empty(), "nothing is left to confirm");
    mailroom.subscribe("alena", "be-ru", cast::now()).await;
    let [adding] = &mailroom.claim_notices(cast::now()).await[..] else { panic!("one notice") };
    assert!(matches!(adding.notice.kind, NoticeKind::Adding(..)));
    let unknown = failure(Scope::Recipient, Lasting::Permanent, "550 5.1.1 <recipient> is unknown");
    let settled = &mailroom::retry::settle(&unknown, adding.attempts, adding.since, cast::now());
    let (reply, now) = (unknown.reply.as_str(), cast::now());
    let settlement = store::Settlement { hold: adding.hold, settled, reply, generation: None, now };
    assert!(mailroom.store().settle_notice(settlement.clone()).await.unwrap());
    assert!(!mailroom.store().settle_notice(settlement).await.unwrap(), "one outcome");
    let there = mailroom.store().token(&confirm).await.unwrap().unwrap().subscriber.state;
    assert_eq!(there, SubscriberState::Suppressed(Reason::Refused));
}

pub async fn a_second_worker_needs_a_server(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let now = mailroom.store().clock().await.unwrap();
    assert!(now.duration_since(jiff::Timestamp::now()).abs() < HOUR);
    mailroom.store().enroll("one", LEASE, now).await.unwrap();
    mailroom.store().enroll("one", LEASE, now).await.unwrap();
    let second = mailroom.store().enroll("two", LEASE, now).await;
    match mailroom.bench().database {
        Database::Sqlite(_) => assert!(matches!(second, Err(WorkerError::Another(ref one)) if one == "one")),
        Database::Postgres(_) => assert_eq!(mailroom.store().workers(now).await.unwrap(), ["one", "two"]),
    }
    mailroom.store().enroll("two", LEASE, now + LEASE).await.unwrap();
    assert_eq!(mailroom.store().workers(now + LEASE).await.unwrap(), ["two"], "the first was not heard of");
    mailroom.store().dismiss("two").await.unwrap();
    assert!(mailroom.store().workers(now).await.unwrap().is_empty());
}
