//! Importing the publication: what its lists say, and what they may not leave out.

use newsroom::proposal::Part;
use newsroom::proposal::publication::PublicationProposal;
use newsroom::{Labels, Shown};
use store::ImportError;

use super::{Bench, Desk, cast};

pub async fn it_comes_back_as_it_was_proposed(bench: Bench) {
    let desk = bench.empty_desk().await;
    let proposal = cast::publication();
    assert!(desk.import_publication(&proposal).await.unwrap());
    let there = desk.publication().await;
    assert_eq!(there.id.0.as_u128(), 7);
    assert_eq!((&there.name, &there.tagline), (&proposal.name, &proposal.tagline));
    assert_eq!((&there.about, &there.licence), (&proposal.about, &proposal.licence));
    assert_eq!(there.risk, proposal.risk);
    assert_eq!(Some(&there.zone), proposal.zone.as_ref());
    assert_eq!((Some(there.period), Some(there.leave_no_trace)), (proposal.period, proposal.leave_no_trace));
    assert_eq!((Some(&there.languages), &there.colours), (proposal.languages.as_ref(), &proposal.colours.unwrap()));
    assert_eq!((Some(there.sections), Some(there.bylines)), (proposal.sections, proposal.bylines));
    assert_eq!((Some(there.partners), Some(there.channels)), (proposal.partners, proposal.channels));
    assert_eq!(Some(there.redirects), proposal.redirects);
    let about = there.pages[0].texts.get(&cast::language("en")).unwrap();
    assert_eq!((about.content.headline.as_str(), about.since), ("About us", Some(cast::now())));
}

pub async fn importing_twice_changes_nothing(bench: Bench) {
    let desk = bench.desk().await;
    let counters = desk.counters().await;
    assert!(!desk.import_publication(&cast::publication()).await.unwrap());
    assert!(!desk.import_publication(&PublicationProposal::default()).await.unwrap(), "what is absent stays");
    assert_eq!(desk.counters().await, counters);
    let bare = crate::bench().await.empty_desk().await;
    assert!(bare.import_publication(&PublicationProposal::default()).await.unwrap());
    assert!(!bare.import_publication(&PublicationProposal::default()).await.unwrap(), "an empty one, too");
}

pub async fn what_editions_hold_cannot_be_left_out(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::week("2020-06-22")).await;
    let mut less = cast::publication();
    less.sections = Some(vec![cast::subject("civil")]);
    less.bylines = Some(vec![]);
    less.languages = newsroom::Languages::new(vec![cast::spoken("ru", &[])]);
    let counters = desk.counters().await;
    let Err(ImportError::Objections(objections)) = desk.import_publication(&less).await else { panic!() };
    let count = |key| objections.iter().filter(|objection| objection.part == Part::Key(key)).count();
    assert_eq!((count("sections"), count("bylines"), count("languages")), (2, 2, 2));
    assert_eq!(desk.counters().await, counters);
    let mut less = cast::publication();
    less.sections.as_mut().unwrap().pop();
    assert!(desk.import_publication(&less).await.unwrap(), "no edition holds the last section");
    assert_eq!(desk.publication().await.sections.len(), 2);
}

pub async fn a_section_is_renamed_and_another_comes(bench: Bench) {
    let desk = bench.desk().await;
    let edition = desk.import(&cast::published("2020-06-22")).await.edition;
    let mut proposal = cast::publication();
    let sections = proposal.sections.as_mut().unwrap();
    sections[1].names[0].until = Some("2020-03-31".parse().unwrap());
    sections[1].names.push(cast::called(Some("2020-07-01".parse().unwrap()), "Money"));
    sections[2].names[0].until = Some("2020-12-31".parse().unwrap());
    sections.insert(0, cast::subject("weather"));
    let bylines = proposal.bylines.as_mut().unwrap();
    bylines[0].shown = Shown::Hidden;
    bylines[0].name = Labels::from([("be", "Смаліч")]);
    bylines.reverse();
    assert!(desk.import_publication(&proposal).await.unwrap());
    let there = desk.publication().await;
    assert_eq!((Some(there.sections), Some(there.bylines)), (proposal.sections, proposal.bylines));
    assert_eq!(desk.edition("2020-06-22").await, edition, "editions refer to the same sections and bylines");
}

pub async fn a_standing_page_is_rewritten_and_goes(bench: Bench) {
    let desk = bench.desk().await;
    let mut proposal = cast::publication();
    proposal.pages = Some(vec![(cast::page("imprint"), false), (cast::page("about"), true)]);
    proposal.texts.insert((cast::page("about"), cast::language("en")), cast::original(cast::prose("Who we are")));
    proposal.texts.insert((cast::page("about"), cast::language("be")), cast::translated(cast::prose("Хто мы"), "en"));
    assert!(desk.import_publication(&proposal).await.unwrap());
    assert_eq!(headlines(&desk).await, ["Хто мы", "Who we are"]);
    assert!(!desk.import_publication(&proposal).await.unwrap());
    let none = PublicationProposal { pages: Some(vec![]), ..PublicationProposal::default() };
    assert!(desk.import_publication(&none).await.unwrap());
    assert!(desk.publication().await.pages.is_empty());
    assert!(desk.import_publication(&proposal).await.unwrap(), "and comes back");
    assert_eq!(headlines(&desk).await, ["Хто мы", "Who we are"]);
}

async fn headlines(desk: &Desk) -> Vec<String> {
    let publication = desk.publication().await;
    let pages = publication.pages.iter().flat_map(|page| page.texts.0.values());
    pages.map(|text| text.content.headline.clone()).collect()
}

pub async fn a_redirect_is_found(bench: Bench) {
    let desk = bench.desk().await;
    let target = desk.store.redirect("/2020/old").await.unwrap();
    assert_eq!(target.as_deref(), Some("/en/editions/2020-06-22/"));
    assert_eq!(desk.store.redirect("/2020/other").await.unwrap(), None);
    let twice = vec![("/a".to_owned(), "/en/".to_owned()), ("/a".to_owned(), "/be/".to_owned())];
    let proposal = PublicationProposal { redirects: Some(twice), ..PublicationProposal::default() };
    let Err(ImportError::Objections(objections)) = desk.import_publication(&proposal).await else { panic!() };
    assert_eq!(objections[0].part, Part::Key("redirects"));
}
