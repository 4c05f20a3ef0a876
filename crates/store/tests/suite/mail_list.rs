//! The list: forms, confirmations, preferences, leaving, forgetting.

use std::sync::Arc;

use jiff::SignedDuration;
use mailroom::life::Admission;
use mailroom::{
    Answer, Asked, Choices, Lasting, NoticeKind, Noun, Press, Purpose, Reason, RequestId, Scope, Silence,
    SubscriberState, SubscriptionState, life,
};
use newsroom::Languages;
use newsroom::proposal::Part;
use newsroom::proposal::publication::PublicationProposal;
use store::{AdmitError, Change, ImportError, NewRequest, Pressed, RequestError};

use super::mail_bench::{DAY, Mailroom, Reader, address, failure, line, newsletter};
use super::{Bench, cast};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

async fn state(mailroom: &Mailroom, name: &str) -> Option<SubscriberState> {
    let found = mailroom.store().find_subscriber(&mailroom.hashes(name), cast::now()).await.unwrap();
    found.map(|found| found.subscriber.state)
}

async fn lines(mailroom: &Mailroom, name: &str) -> Vec<(String, SubscriptionState)> {
    let found = mailroom.store().find_subscriber(&mailroom.hashes(name), cast::now()).await.unwrap();
    let lines = found.into_iter().flat_map(|found| found.lines);
    lines.map(|line| (line.subscription.newsletter.to_string(), line.subscription.state)).collect()
}

/// Rows of subscribers that still have any part of a seal.
async fn seals(mailroom: &Mailroom) -> i64 {
    let sql = "SELECT count(*) FROM subscribers WHERE seal_id IS NOT NULL OR seal_key IS NOT NULL
               OR encapsulated IS NOT NULL OR ciphertext IS NOT NULL";
    mailroom.bench().number(sql).await
}

pub async fn newsletters_come_back(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let there = [line("en", &["en"]), line("be-ru", &["be", "ru"])];
    assert_eq!(mailroom.store().newsletters().await.unwrap(), there);
    assert!(!mailroom.store().replace_newsletters(&there, cast::now()).await.unwrap());
    let generation = mailroom.store().generation().await.unwrap();
    let mut changed = there.clone();
    changed[0].in_full = false;
    assert!(mailroom.store().replace_newsletters(&changed, cast::now()).await.unwrap());
    assert_eq!(mailroom.store().generation().await.unwrap(), generation + 1);
    let mut publication = cast::publication();
    publication.leave_no_trace = Some(false);
    mailroom.desk.import_publication(&publication).await.unwrap();
    assert_eq!(mailroom.store().newsletters().await.unwrap(), changed, "an import of the publication leaves them");
}

pub async fn newsletters_are_imported_with_the_publication(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let (desk, store) = (&mailroom.desk, mailroom.store());
    mailroom.reader("alena", "be-ru").await;
    let proposal = PublicationProposal { leave_no_trace: Some(false), ..cast::publication() };
    let weekly = [line("weekly", &["en"]), line("en", &["en"])];
    let (generation, acts) = (store.generation().await.unwrap(), store.audit().await.unwrap().len());
    assert!(desk.import_whole(&proposal, Some(&weekly)).await.unwrap());
    assert_eq!(store.newsletters().await.unwrap(), weekly);
    assert!(store.newsletter(&newsletter("be-ru")).await.unwrap().is_some(), "kept for who subscribed");
    assert_eq!(store.generation().await.unwrap(), generation + 1, "all at once");
    let audit: Vec<_> = store.audit().await.unwrap().split_off(acts).into_iter().map(|entry| entry.act).collect();
    assert_eq!(audit, ["import", "newsletters"]);

    let counters = desk.counters().await;
    assert!(!desk.import_whole(&proposal, Some(&weekly)).await.unwrap());
    assert!(!desk.import_whole(&proposal, None).await.unwrap(), "what is absent stays");
    assert_eq!(desk.counters().await, counters);
    assert!(desk.import_whole(&PublicationProposal::default(), Some(&[])).await.unwrap());
    assert_eq!((store.newsletters().await.unwrap(), desk.counters().await.0), (Vec::new(), generation + 2));
}

pub async fn a_newsletter_is_in_languages_of_the_publication(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let (desk, counters) = (&mailroom.desk, mailroom.desk.counters().await);
    let mut proposal = PublicationProposal { leave_no_trace: Some(false), ..cast::publication() };
    let strange = [line("en", &["en"]), line("de", &["de", "en", "pl"])];
    let Err(ImportError::Objections(objections)) = desk.import_whole(&proposal, Some(&strange)).await else { panic!() };
    assert_eq!(objections.iter().map(|it| &it.part).collect::<Vec<_>>(), [&Part::Key("newsletters"); 2]);

    proposal.languages = Languages::new(vec![cast::spoken("en", &[]), cast::spoken("be", &[])]);
    let Err(ImportError::Objections(objections)) = desk.import_publication(&proposal).await else { panic!() };
    assert_eq!(objections.iter().map(|it| &it.part).collect::<Vec<_>>(), [&Part::Key("languages")]);
    assert!(objections[0].problem.contains("`be-ru` is in `ru`"), "{objections:?}");
    assert_eq!(desk.counters().await, counters, "nothing was taken");
    assert!(desk.import_whole(&proposal, Some(&[line("be", &["be"])])).await.unwrap());
}

pub async fn a_newsletter_left_out_stays_for_its_readers(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "be-ru").await;
    mailroom.store().replace_newsletters(&[line("weekly", &["en"])], cast::now()).await.unwrap();
    assert_eq!(mailroom.store().newsletters().await.unwrap().len(), 1);
    assert_eq!(mailroom.store().newsletter(&newsletter("en")).await.unwrap(), None, "nothing referred to it");
    let kept = mailroom.store().newsletter(&newsletter("be-ru")).await.unwrap();
    assert_eq!(kept, Some(line("be-ru", &["be", "ru"])));
    let asked = Asked::Subscribe(newsletter("be-ru"), Choices::default());
    let seal_id = mailroom::SealId::random();
    let seal = mailroom.keys.public().sealing().seal(Noun::Request, seal_id, &address("jan")).unwrap();
    let language = cast::language("en");
    let form = NewRequest { asked: &asked, language: &language, form: "1", seal_id, seal: &seal, at: cast::now() };
    let refused = mailroom.store().append_request(&form).await;
    assert!(matches!(refused, Err(RequestError::NoNewsletter(_))), "{refused:?}");
    assert_eq!(mailroom.store().leave(&alena.leave, cast::now()).await.unwrap(), Press::Done);
}

pub async fn a_form_becomes_a_pending_subscriber(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let choices = Choices { sections: vec![cast::section("economy"), cast::section("civil")], only_changes: true };
    let asked = Asked::Subscribe(newsletter("en"), choices.clone());
    let id = mailroom.append("alena", &asked, cast::now()).await;
    let [unopened] = &mailroom.store().requests(RequestId(0), 10).await.unwrap()[..] else { panic!("one request") };
    assert_eq!((unopened.request.id, &unopened.request.asked), (id, &asked));
    let opened = mailroom.keys.opening().open(Noun::Request, unopened.seal_id, &unopened.seal).unwrap();
    assert_eq!(opened, address("alena"));
    assert_eq!(mailroom.open(id, "alena", cast::now()).await, Some(Answer::Confirm));
    assert!(mailroom.store().requests(RequestId(0), 10).await.unwrap().is_empty());

    let [notice] = &mailroom.send_notices(cast::now()).await[..] else { panic!("one notice") };
    let NoticeKind::Confirmation(subscriber, subscription) = notice.notice.kind else { panic!("{notice:?}") };
    let sealed = &notice.sealed;
    let opening = mailroom.keys.opening();
    let opened = opening.open_checked(Noun::Subscriber, sealed.seal_id, &sealed.seal, &sealed.hash).unwrap();
    assert_eq!(opened, address("alena"));
    for row in &notice.tokens {
        assert_eq!(mailroom.keys.tokens().again(row.grant, row.number, &row.hash).unwrap().hash(), row.hash);
    }
    let confirm = Mailroom::asks_for(notice, Purpose::Confirm);
    let granted = mailroom.store().token(&confirm).await.unwrap().unwrap();
    assert_eq!((granted.subscriber.id, granted.subscriber.state), (subscriber, SubscriberState::Pending));
    let line = granted.line().unwrap();
    assert_eq!((line.subscription.id, &line.subscription.choices), (subscription, &choices));
    assert_eq!((line.sent, line.subscription.consent.source.as_str()), (Some(cast::now()), "form"));
}

pub async fn a_form_is_opened_once(bench: Bench) {
    let mailroom = Arc::new(bench.mailroom().await);
    let asked = Asked::Subscribe(newsletter("en"), Choices::default());
    let id = mailroom.append("alena", &asked, cast::now()).await;
    let open = || {
        let mailroom = mailroom.clone();
        tokio::spawn(async move { mailroom.open(id, "alena", cast::now()).await })
    };
    let (one, two) = (open(), open());
    let opened = [one.await.unwrap(), two.await.unwrap()];
    assert_eq!(opened.iter().flatten().count(), 1, "{opened:?}");
    assert_eq!(mailroom.claim_notices(cast::now()).await.len(), 1);
}

pub async fn one_address_asked_for_at_once_is_one_subscriber(bench: Bench) {
    let mailroom = Arc::new(bench.mailroom().await);
    let mut asking = Vec::new();
    for slug in ["en", "be-ru", "en"] {
        let mailroom = mailroom.clone();
        asking.push(tokio::spawn(async move { mailroom.subscribe("alena", slug, cast::now()).await }));
    }
    for asked in asking {
        assert_eq!(asked.await.unwrap(), Answer::Confirm);
    }
    let pending = |slug: &str| (slug.to_owned(), SubscriptionState::Pending);
    assert_eq!(lines(&mailroom, "alena").await, [pending("en"), pending("be-ru")]);
    let counts = mailroom.store().list_counts().await.unwrap();
    assert_eq!((counts.subscribers, counts.requests), (vec![(SubscriberState::Pending, 1)], 0));
}

pub async fn whoever_asks_for_a_link_is_not_entered(bench: Bench) {
    let mailroom = bench.mailroom().await;
    assert_eq!(mailroom.ask("alena", &Asked::Link, cast::now()).await, Answer::Nothing(Silence::Unknown));
    assert_eq!(state(&mailroom, "alena").await, None);
    mailroom.reader("alena", "en").await;
    assert_eq!(mailroom.ask("alena", &Asked::Link, cast::now()).await, Answer::Link);
    let [notice] = &mailroom.send_notices(cast::now()).await[..] else { panic!("one notice") };
    assert!(matches!(notice.notice.kind, NoticeKind::Link(_)));
    let manage = Mailroom::asks_for(notice, Purpose::Manage);
    let granted = mailroom.store().token(&manage).await.unwrap().unwrap();
    assert_eq!((granted.lines.len(), granted.notices), (1, 2));
}

pub async fn either_mail_confirms_what_was_asked_for_twice(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let first = mailroom.pending("alena", "en", cast::now()).await;
    let second = mailroom.pending("alena", "en", cast::now() + HOUR).await;
    assert_eq!(first.confirm, second.confirm);
    assert_eq!(mailroom.store().confirm(&first.confirm, cast::now() + HOUR).await.unwrap(), Press::Done);
    mailroom.store().leave(&first.leave, cast::now() + HOUR).await.unwrap();
    let later = mailroom.pending("alena", "en", cast::now() + DAY * 2).await;
    assert_ne!(first.confirm, later.confirm, "asked for anew after leaving, the old link is dead");
    assert_eq!(first.leave, later.leave, "old mails still lead out");
    assert!(mailroom.store().token(&first.confirm).await.unwrap().is_none());
}

pub async fn an_address_is_found_under_older_keys(bench: Bench) {
    let mut mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "en").await;
    mailroom.keys = mailroom.keys.rotated();
    assert_eq!(mailroom.subscribe("alena", "be-ru", cast::now() + DAY).await, Answer::Add);
    let [notice] = &mailroom.claim_notices(cast::now() + DAY).await[..] else { panic!("one notice") };
    assert_eq!(notice.notice.kind.subscriber(), alena.id);
    assert!(matches!(notice.notice.kind, NoticeKind::Adding(..)));
    let confirm = Mailroom::asks_for(notice, Purpose::Confirm);
    assert_eq!(mailroom.store().confirm(&confirm, cast::now() + DAY).await.unwrap(), Press::Done);
    assert_eq!(lines(&mailroom, "alena").await.len(), 2);
}

pub async fn too_many_unopened_forms_are_refused(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let bytes = mailroom.bench().literal(&[7; 32]);
    let flood = format!(
        "INSERT INTO requests (kind, sections, only_changes, language, form, seal_id, seal_key, encapsulated,
                               ciphertext, at)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
         SELECT 'link', '', 0, 'en', '1', {bytes}, 1, {bytes}, {bytes}, 0 FROM n"
    );
    mailroom.bench().execute(&flood).await;
    let last = mailroom.append("alena", &Asked::Link, cast::now()).await;
    let (seal_id, language) = (mailroom::SealId::random(), cast::language("en"));
    let seal = mailroom.keys.public().sealing().seal(Noun::Request, seal_id, &address("jan")).unwrap();
    let form =
        NewRequest { asked: &Asked::Link, language: &language, form: "1", seal_id, seal: &seal, at: cast::now() };
    let refused = mailroom.store().append_request(&form).await;
    assert!(matches!(refused, Err(RequestError::Full)), "{refused:?}");
    assert!(mailroom.store().discard_request(last).await.unwrap());
    mailroom.store().append_request(&form).await.unwrap();
}

pub async fn two_browsers_confirm_once(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let other = mailroom.bench().open().await;
    let now = cast::now() + HOUR;
    for name in ["alena", "jan", "vera", "pavel", "ryta", "ales", "nina", "adam"] {
        let confirm = mailroom.pending(name, "en", cast::now()).await.confirm;
        let press = |store: &store::Store| {
            let store = store.clone();
            tokio::spawn(async move { store.confirm(&confirm, now).await.unwrap() })
        };
        let presses = [press(mailroom.store()), press(&other), press(mailroom.store()), press(&other)];
        let mut pressed = Vec::new();
        for press in presses {
            pressed.push(press.await.unwrap());
        }
        pressed.sort_by_key(|press| *press != Press::Done);
        assert_eq!(pressed, [Press::Done, Press::Already, Press::Already, Press::Already], "{name}");
        assert_eq!(state(&mailroom, name).await, Some(SubscriberState::Confirmed));
    }
}

pub async fn a_confirming_link_is_good_for_seven_days_from_its_mail(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.subscribe("alena", "en", cast::now()).await;
    let much_later = cast::now() + DAY * 30;
    assert_eq!(mailroom.store().forget_pending(much_later).await.unwrap(), 0, "the mail has not gone");
    let [notice] = &mailroom.send_notices(much_later).await[..] else { panic!("one notice") };
    let confirm = Mailroom::asks_for(notice, Purpose::Confirm);
    let late = much_later + life::PENDING;
    assert_eq!(mailroom.store().forget_pending(late - HOUR).await.unwrap(), 0);
    assert_eq!(mailroom.store().confirm(&confirm, late).await.unwrap(), Press::Gone);
    let granted = mailroom.store().token(&confirm).await.unwrap().unwrap();
    assert_eq!((granted.confirming(late), granted.confirming(late - HOUR)), (Press::Gone, Press::Done));
    assert_eq!(mailroom.store().forget_pending(late).await.unwrap(), 1);
    assert_eq!(state(&mailroom, "alena").await, None, "as if nobody had asked");
    assert!(mailroom.store().token(&confirm).await.unwrap().is_none());
    assert_eq!(
        mailroom.bench().number("SELECT (SELECT count(*) FROM tokens) + (SELECT count(*) FROM notices)").await,
        0
    );
}

pub async fn what_nobody_can_confirm_is_forgotten(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let spam = failure(Scope::Mail, Lasting::Permanent, "554 5.7.1 looks like spam");
    let grey = failure(Scope::Recipient, Lasting::Passing, "450 4.2.0 come again");
    for name in ["alena", "jan"] {
        mailroom.subscribe(name, "en", cast::now()).await;
    }
    let [alena, jan] = &mailroom.claim_notices(cast::now()).await[..] else { panic!("two notices") };
    mailroom.fail_notice(alena, &spam, cast::now()).await;
    mailroom.fail_notice(jan, &grey, cast::now()).await;
    assert_eq!(seals(&mailroom).await, 2);
    let late = cast::now() + DAY * 3;
    let [jan] = &mailroom.claim_notices(late).await[..] else { panic!("one notice") };
    mailroom.fail_notice(jan, &grey, late).await;
    assert!(mailroom.claim_notices(late + DAY).await.is_empty(), "expired");
    assert_eq!(mailroom.store().forget_pending(cast::now() + life::PENDING).await.unwrap(), 1);
    assert_eq!((state(&mailroom, "alena").await, seals(&mailroom).await), (None, 1));
    assert_eq!(mailroom.store().forget_pending(late + life::PENDING).await.unwrap(), 1);
    assert_eq!((state(&mailroom, "jan").await, seals(&mailroom).await), (None, 0));
}

pub async fn asking_again_does_not_stop_the_days(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let first = mailroom.pending("alena", "en", cast::now()).await;
    let again = cast::now() + DAY * 6;
    assert_eq!(mailroom.subscribe("alena", "en", again).await, Answer::Confirm);
    let late = cast::now() + life::PENDING;
    assert_eq!(
        mailroom.store().confirm(&first.confirm, late).await.unwrap(),
        Press::Gone,
        "of its mail the days are over"
    );
    assert_eq!(mailroom.store().forget_pending(late).await.unwrap(), 0, "another mail is still to go");
    let [notice] = &mailroom.claim_notices(late).await[..] else { panic!("one notice") };
    assert_eq!(mailroom.store().forget_pending(late).await.unwrap(), 0, "it is on the wire");
    let spam = failure(Scope::Mail, Lasting::Permanent, "554 5.7.1 looks like spam");
    mailroom.fail_notice(notice, &spam, late).await;
    assert_eq!(mailroom.store().forget_pending(late).await.unwrap(), 1, "it was given up, and the first one is old");

    mailroom.pending("jan", "en", cast::now()).await;
    let second = mailroom.pending("jan", "en", again).await;
    assert_eq!(mailroom.store().forget_pending(late).await.unwrap(), 0, "the days are the newest mail's");
    assert_eq!(mailroom.store().confirm(&second.confirm, late).await.unwrap(), Press::Done);
}

pub async fn forgetting_leaves_things_as_they_were(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "en").await;
    mailroom.store().press(&alena.manage, &Pressed::Erase, cast::now()).await.unwrap();
    let jan = mailroom.reader("jan", "en").await;
    let now = cast::now() + DAY * 2;
    mailroom.pending("alena", "en", now).await;
    assert_eq!(state(&mailroom, "alena").await, Some(SubscriberState::Pending));
    mailroom.subscribe("jan", "be-ru", now).await;
    mailroom.send_notices(now).await;
    assert_eq!(mailroom.store().forget_pending(now + life::PENDING).await.unwrap(), 2);
    assert_eq!(state(&mailroom, "alena").await, Some(SubscriberState::Erased));
    assert_eq!(state(&mailroom, "jan").await, Some(SubscriberState::Confirmed));
    assert_eq!(lines(&mailroom, "jan").await, [("en".to_owned(), SubscriptionState::Confirmed)]);
    assert!(mailroom.store().token(&jan.leave).await.unwrap().is_some());
    assert_eq!(seals(&mailroom).await, 1);
}

pub async fn the_seal_goes_with_the_last_subscription(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "en").await;
    let add = Change::Add { newsletter: newsletter("be-ru"), choices: Choices::default(), form: "2".to_owned() };
    assert_eq!(mailroom.store().change(&alena.manage, vec![add], cast::now()).await.unwrap(), Press::Done);
    assert_eq!(mailroom.store().leave(&alena.leave, cast::now()).await.unwrap(), Press::Done);
    assert_eq!(mailroom.store().leave(&alena.leave, cast::now()).await.unwrap(), Press::Already);
    let (left, confirmed) = (SubscriptionState::Left, SubscriptionState::Confirmed);
    assert_eq!(lines(&mailroom, "alena").await, [("en".to_owned(), left), ("be-ru".to_owned(), confirmed)]);
    assert_eq!((state(&mailroom, "alena").await, seals(&mailroom).await), (Some(SubscriberState::Confirmed), 1));
    let pressed = mailroom.store().press(&alena.manage, &Pressed::LeaveAll, cast::now()).await.unwrap();
    assert_eq!(pressed, Press::Done);
    assert_eq!((state(&mailroom, "alena").await, seals(&mailroom).await), (Some(SubscriberState::Left), 0));
    let pressed = mailroom.store().press(&alena.manage, &Pressed::LeaveAll, cast::now()).await.unwrap();
    assert_eq!(pressed, Press::Already);
}

pub async fn whoever_refuses_is_never_written_to(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.pending("alena", "en", cast::now()).await;
    mailroom.subscribe("alena", "be-ru", cast::now()).await;
    for press in [Press::Done, Press::Already] {
        assert_eq!(mailroom.store().press(&alena.refuse, &Pressed::Refuse, cast::now()).await.unwrap(), press);
    }
    let asked = Some(SubscriberState::Suppressed(Reason::Asked));
    assert_eq!((state(&mailroom, "alena").await, seals(&mailroom).await), (asked, 0));
    assert!(mailroom.claim_notices(cast::now()).await.is_empty(), "what waited was taken back");
    assert_eq!(mailroom.store().confirm(&alena.confirm, cast::now()).await.unwrap(), Press::Gone);
    let answer = mailroom.subscribe("alena", "en", cast::now() + DAY).await;
    assert_eq!(answer, Answer::Nothing(Silence::Suppressed(Reason::Asked)));
}

pub async fn of_the_erased_nothing_stays_but_the_hash(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "en").await;
    assert_eq!(mailroom.store().press(&alena.manage, &Pressed::Erase, cast::now()).await.unwrap(), Press::Done);
    assert_eq!(mailroom.store().press(&alena.manage, &Pressed::Erase, cast::now()).await.unwrap(), Press::Gone);
    let rest = "SELECT (SELECT count(*) FROM tokens) + (SELECT count(*) FROM notices)
                + (SELECT count(*) FROM subscriptions) + (SELECT count(asked) + count(changed) FROM subscribers)";
    assert_eq!((seals(&mailroom).await, mailroom.bench().number(rest).await), (0, 0));
    assert_eq!(state(&mailroom, "alena").await, Some(SubscriberState::Erased));
    let jan = mailroom.reader("jan", "en").await;
    assert!(mailroom.store().erase(jan.id, cast::now()).await.unwrap());
    assert!(!mailroom.store().erase(jan.id, cast::now()).await.unwrap());
    let newest = mailroom.store().audit().await.unwrap().pop().unwrap();
    assert_eq!((newest.act, newest.subject), ("erase subscriber".to_owned(), format!("subscriber {}", jan.id.0)));
    mailroom.reader("alena", "en").await;
    assert_eq!(state(&mailroom, "alena").await, Some(SubscriberState::Confirmed), "the form lets one come back");
}

pub async fn preferences_change_together(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let alena = mailroom.reader("alena", "en").await;
    let choices = Choices { sections: vec![cast::section("security")], only_changes: false };
    let switch = vec![
        Change::Add { newsletter: newsletter("be-ru"), choices: choices.clone(), form: "2".to_owned() },
        Change::Leave(newsletter("en")),
        Change::Speak(cast::language("ru")),
    ];
    assert_eq!(mailroom.store().change(&alena.manage, switch.clone(), cast::now()).await.unwrap(), Press::Done);
    assert_eq!(mailroom.store().change(&alena.manage, switch, cast::now()).await.unwrap(), Press::Already);
    let granted = mailroom.store().token(&alena.manage).await.unwrap().unwrap();
    assert_eq!(granted.subscriber.state, SubscriberState::Confirmed);
    assert_eq!(granted.subscriber.language, cast::language("ru"));
    let line = &granted.lines[1].subscription;
    assert_eq!((line.state, &line.choices), (SubscriptionState::Confirmed, &choices));
    assert_eq!((line.consent.source.as_str(), line.consent.form.as_str()), ("preferences", "2"));
    let choose = vec![Change::Choose(newsletter("be-ru"), Choices { only_changes: true, ..choices })];
    assert_eq!(mailroom.store().change(&alena.manage, choose.clone(), cast::now()).await.unwrap(), Press::Done);
    assert_eq!(mailroom.store().change(&alena.manage, choose, cast::now()).await.unwrap(), Press::Already);
    let audience = mailroom.store().audience(&newsletter("be-ru")).await.unwrap();
    assert_eq!(audience.len(), 1);
    assert!(audience[0].0.only_changes && audience[0].1 == 1);
    let leave = vec![Change::Leave(newsletter("be-ru"))];
    assert_eq!(mailroom.store().change(&alena.manage, leave, cast::now()).await.unwrap(), Press::Done);
    let speak = vec![Change::Speak(cast::language("en"))];
    assert_eq!(mailroom.store().change(&alena.manage, speak, cast::now()).await.unwrap(), Press::Gone);
}

pub async fn a_link_does_only_what_it_is_for(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let reader = mailroom.reader("alena", "en").await;
    let Reader { confirm, leave, refuse, manage, .. } = reader;
    let change = Pressed::Change(vec![Change::Leave(newsletter("en"))]);
    let wrong = [
        (leave, Pressed::Confirm),
        (manage, Pressed::Confirm),
        (confirm, Pressed::Leave),
        (manage, Pressed::Leave),
        (leave, Pressed::LeaveAll),
        (leave, Pressed::Refuse),
        (confirm, Pressed::Erase),
        (leave, Pressed::Erase),
        (refuse, Pressed::Erase),
        (leave, change),
    ];
    for (token, pressed) in wrong {
        assert_eq!(mailroom.store().press(&token, &pressed, cast::now()).await.unwrap(), Press::Gone, "{pressed:?}");
    }
    let unknown = mailroom::TokenHash([7; 32]);
    assert_eq!(mailroom.store().leave(&unknown, cast::now()).await.unwrap(), Press::Gone);
    assert_eq!(lines(&mailroom, "alena").await, [("en".to_owned(), SubscriptionState::Confirmed)]);
}

pub async fn an_operator_leaves_and_suppresses_and_is_audited(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let (alena, jan) = (mailroom.reader("alena", "en").await, mailroom.reader("jan", "en").await);
    assert!(mailroom.store().leave_for(alena.id, cast::now()).await.unwrap());
    assert!(!mailroom.store().leave_for(alena.id, cast::now()).await.unwrap());
    assert!(mailroom.store().suppress(jan.id, Reason::Operator, cast::now()).await.unwrap());
    assert!(!mailroom.store().suppress(jan.id, Reason::Refused, cast::now()).await.unwrap());
    assert_eq!(seals(&mailroom).await, 0);
    let audit = mailroom.store().audit().await.unwrap();
    let acts: Vec<&str> = audit.iter().skip(2).map(|entry| entry.act.as_str()).collect();
    assert_eq!(acts, ["leave for subscriber", "suppress subscriber"]);
    let counts = mailroom.store().list_counts().await.unwrap();
    let suppressed = SubscriberState::Suppressed(Reason::Operator);
    assert_eq!(counts.subscribers, [(SubscriberState::Left, 1), (suppressed, 1)]);
    assert_eq!(counts.subscriptions, [(newsletter("en"), SubscriptionState::Left, 2)]);
}

pub async fn a_list_moved_in_is_confirmed_and_mailed(bench: Bench) {
    let mailroom = bench.mailroom().await;
    mailroom.pending("jan", "en", cast::now()).await;
    let alena = mailroom.reader("alena", "be-ru").await;
    let names = ["marta", "jan", "alena", "marta"];
    let admissions = mailroom.admit(&names, "en").await.unwrap();
    assert_eq!(admissions, [Admission::Done, Admission::Done, Admission::Done, Admission::Already]);
    let found = mailroom.store().find_subscriber(&mailroom.hashes("marta"), cast::now()).await.unwrap().unwrap();
    assert_eq!((found.subscriber.state, found.subscriber.before), (SubscriberState::Confirmed, None));
    let consent = &found.lines[0].subscription.consent;
    assert_eq!((consent.source.as_str(), consent.at), ("import", cast::now() - DAY));
    let confirmed = SubscriptionState::Confirmed;
    assert_eq!(lines(&mailroom, "alena").await, [("en".to_owned(), confirmed), ("be-ru".to_owned(), confirmed)]);
    assert_eq!(mailroom.store().leave(&alena.leave, cast::now()).await.unwrap(), Press::Done, "her link leads still");
    assert_eq!(mailroom.admit(&names, "en").await.unwrap(), [Admission::Already; 4]);

    let mailing = mailroom.going("2020-06-22", cast::now()).await;
    assert_eq!(mailroom.progress(mailing).await.audience, 3);
    let opening = mailroom.keys.opening();
    let mut mailed = Vec::new();
    for claimed in mailroom.claim("worker", 10, cast::now()).await {
        let to = opening.open(Noun::Subscriber, claimed.sealed.seal_id, &claimed.sealed.seal).unwrap();
        mailed.push(to.as_typed().to_owned());
        assert!(claimed.leave.is_some() && claimed.manage.is_some(), "every mail has its links");
    }
    mailed.sort();
    assert_eq!(mailed, ["alena@example.org", "jan@example.org", "marta@example.org"]);
}

pub async fn no_list_brings_back_who_went(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let now = cast::now();
    let readers = mailroom.readers(&["left", "erased", "refused", "one"], "en").await;
    let store = mailroom.store();
    store.leave(&readers["left"].leave, now).await.unwrap();
    store.erase(readers["erased"].id, now).await.unwrap();
    store.suppress(readers["refused"].id, Reason::Refused, now).await.unwrap();
    let both = [Change::Add { newsletter: newsletter("be-ru"), choices: Choices::default(), form: "1".to_owned() }];
    store.change(&readers["one"].manage, both.to_vec(), now).await.unwrap();
    store.leave(&readers["one"].leave, now).await.unwrap();
    // Asked for again by whomever, but not confirmed.
    mailroom.subscribe("erased", "en", now).await;
    let before = (state(&mailroom, "left").await, seals(&mailroom).await);
    let names = ["left", "erased", "refused", "one"];
    assert_eq!(mailroom.admit(&names, "en").await.unwrap(), [Admission::Barred; 4]);
    assert_eq!((state(&mailroom, "left").await, seals(&mailroom).await), before);
    assert_eq!(state(&mailroom, "erased").await, Some(SubscriberState::Pending));
    let refused = mailroom.admit(&["marta"], "weekly").await;
    assert!(matches!(refused, Err(AdmitError::NoNewsletter(_))), "{refused:?}");
    assert_eq!(state(&mailroom, "marta").await, None);
}

pub async fn no_strangers_asking_makes_way_for_a_list(bench: Bench) {
    let mailroom = bench.mailroom().await;
    let readers = mailroom.readers(&["alena", "jan"], "en").await;
    let add = Change::Add { newsletter: newsletter("be-ru"), choices: Choices::default(), form: "1".to_owned() };
    mailroom.store().change(&readers["jan"].manage, vec![add], cast::now()).await.unwrap();
    let (mut now, names) = (cast::now() + DAY, ["alena", "jan"]);
    for name in names {
        mailroom.store().leave(&readers[name].leave, now).await.unwrap();
    }
    // Alena has left altogether, jan one of two; twice a stranger asks for them, twice within the days.
    for _ in 0..2 {
        for hours in [0, 30] {
            for name in names {
                mailroom.subscribe(name, "en", now + HOUR * hours).await;
            }
            assert_eq!(mailroom.send_notices(now + HOUR * hours).await.len(), 2);
        }
        assert_eq!(lines(&mailroom, "jan").await[0].1, SubscriptionState::Pending);
        assert_eq!(mailroom.admit(&names, "en").await.unwrap(), [Admission::Barred; 2]);
        now += DAY * 9;
        assert_eq!(mailroom.store().forget_pending(now).await.unwrap(), 2);
        assert_eq!(mailroom.admit(&names, "en").await.unwrap(), [Admission::Barred; 2]);
    }
    let (left, confirmed) = (SubscriptionState::Left, SubscriptionState::Confirmed);
    assert_eq!(lines(&mailroom, "alena").await, [("en".to_owned(), left)]);
    assert_eq!(lines(&mailroom, "jan").await, [("en".to_owned(), left), ("be-ru".to_owned(), confirmed)]);
    assert_eq!((state(&mailroom, "alena").await, seals(&mailroom).await), (Some(SubscriberState::Left), 1));
    assert_eq!(
        mailroom.store().leave(&readers["jan"].leave, now).await.unwrap(),
        Press::Already,
        "old mails lead there"
    );

    // What a person confirms is theirs again.
    let later = now + DAY * 9;
    let jan = mailroom.pending("jan", "en", now).await;
    assert_eq!(mailroom.store().confirm(&jan.confirm, now).await.unwrap(), Press::Done);
    assert_eq!(mailroom.store().forget_pending(later).await.unwrap(), 0);
    assert_eq!(mailroom.admit(&["jan"], "en").await.unwrap(), [Admission::Already]);
}
