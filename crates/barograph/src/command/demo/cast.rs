//! The cast: three dozen readers, invented like the country they read about, and numbered ones for more.

use anyhow::{Context, Result};
use mailroom::{Address, Choices, Consent, Keys, NewsletterSlug, Noun, SealId};
use newsroom::{Language, SectionSlug};
use store::{Admitting, Candidate, Store};

use crate::progress;

/// How their consent record says that nobody asked them.
const SOURCE: &str = "demo";
/// Taken on in one transaction.
const AT_ONCE: usize = 500;

/// What somebody wants of a newsletter.
enum Wants {
    /// All of it.
    All,
    /// These sections.
    Only(&'static [&'static str]),
    /// What improved or worsened.
    Changes,
}
use Wants::{All, Changes, Only};

/// Who, at which address, on which newsletter, written to in which language, wanting what.
type Reader = (&'static str, &'static str, &'static str, &'static str, Wants);

const CAST: [Reader; 36] = [
    ("Margaret Hollis", "margaret.hollis@example.com", "en", "en", All),
    ("Jonas Weidner", "jonas.weidner@example.net", "en", "en", All),
    ("Aoife Brannigan", "aoife.brannigan@example.org", "en", "en", Only(&["security", "foreign"])),
    ("Henrik Solvang", "henrik+vesnia@example.net", "en", "en", All),
    ("Lucía Ferrando", "lucia.ferrando@example.com", "en", "en", Changes),
    ("Tomasz Wilczek", "T.Wilczek@example.org", "en", "en", All),
    ("Élodie Marchand", "elodie.marchand@example.net", "en", "en", All),
    ("Samuel Okoro", "samuel.okoro@example.com", "en", "en", Only(&["economy"])),
    ("Katri Lehtovaara", "katri.lehtovaara@example.org", "en", "en", All),
    ("Daniel Ashworth", "dan.ashworth@example.com", "en", "en", All),
    ("Ingrid Thorsen", "ingrid.thorsen@example.net", "en", "en", Changes),
    ("Priya Raman", "priya.raman@example.org", "en", "en", All),
    ("Алена Журавель", "alena.zhuravel@example.org", "be-ru", "be", All),
    ("Міхась Дубовік", "mikhas.dubovik@example.org", "be-ru", "be", All),
    ("Ганна Ракіцкая", "hanna.rakickaja@example.net", "be-ru", "be", Only(&["civil", "domestic"])),
    ("Янка Сасноўскі", "janka.sasnouski@example.org", "be-ru", "be", All),
    ("Вераніка Лугавая", "veranika.luhavaja@example.com", "be-ru", "be", All),
    ("Лявон Капыл", "lavon.kapyl@example.net", "be-ru", "be", Changes),
    ("Зося Вярбіцкая", "zosia.viarbickaja@example.org", "be-ru", "be", All),
    ("Пятро Балотны", "piatro.balotny@example.org", "be-ru", "be", All),
    ("Марыля Крынічная", "marylia.krynichnaja@example.net", "be-ru", "be", All),
    ("Тамаш Арэшка", "tamash.areshka@example.org", "be-ru", "be", Only(&["economy"])),
    ("Крысціна Вольха", "krystsina.volkha@example.com", "be-ru", "be", All),
    ("Якуб Чаромха", "jakub.charomkha@example.org", "be-ru", "be", All),
    ("Насця Палын", "nasta.palyn@example.net", "be-ru", "be", All),
    ("Адась Мурашка", "adas.murashka@example.org", "be-ru", "be", All),
    ("Ирина Озерова", "irina.ozerova@example.com", "be-ru", "ru", All),
    ("Павел Сухов", "pavel.sukhov@example.org", "be-ru", "ru", All),
    ("Светлана Рябинина", "svetlana.riabinina@example.net", "be-ru", "ru", Changes),
    ("Олег Камышин", "oleg.kamyshin@example.org", "be-ru", "ru", All),
    ("Марина Ольховская", "marina.olkhovskaya@example.com", "be-ru", "ru", All),
    ("Тимофей Вересов", "timofey.veresov@example.net", "be-ru", "ru", Only(&["foreign"])),
    ("Нина Полянская", "nina.polyanskaya@example.org", "be-ru", "ru", All),
    ("Глеб Осинин", "gleb.osinin@example.com", "be-ru", "ru", All),
    ("Дарья Лозовая", "darya.lozovaya@example.org", "be-ru", "ru", All),
    ("Роман Ястребцов", "roman.yastrebtsov@example.net", "be-ru", "ru", All),
];

/// Where numbered readers have their addresses, and what they read: by turns.
const HOSTS: [&str; 3] = ["example.org", "example.net", "example.com"];
const LINES: [(&str, &str); 4] = [("en", "en"), ("be-ru", "be"), ("en", "en"), ("be-ru", "ru")];

/// Takes the cast on as confirmed, and so many numbered readers.
pub(super) async fn come_in(store: &Store, keys: &Keys, numbered: u32) -> Result<()> {
    let named = CAST.iter().map(|(_, address, line, language, wants)| ((*address).to_owned(), *line, *language, wants));
    let numbered = (1..=numbered).zip(HOSTS.iter().cycle().zip(LINES.iter().cycle()));
    let numbered = numbered
        .map(|(number, (host, (line, language)))| (format!("reader-{number:05}@{host}"), *line, *language, &All));
    let all: Vec<_> = named.chain(numbered).collect();
    let bar = progress::bar("Subscribing an invented cast", all.len());
    for line in ["en", "be-ru"] {
        let newsletter = NewsletterSlug::parse(line).context("a newsletter of the cast")?;
        let ours: Vec<_> = all.iter().filter(|(_, other, _, _)| *other == line).collect();
        for part in ours.chunks(AT_ONCE) {
            let people = part.iter().map(|(address, _, language, wants)| candidate(keys, address, (language, wants)));
            admit(store, keys, &newsletter, &people.collect::<Result<Vec<_>>>()?).await?;
            bar.inc(u64::try_from(part.len())?);
        }
    }
    bar.finish();
    Ok(())
}

async fn admit(store: &Store, keys: &Keys, newsletter: &NewsletterSlug, people: &[Candidate]) -> Result<()> {
    let now = store.clock().await?;
    let consent = Consent { at: now, source: SOURCE.to_owned(), form: SOURCE.to_owned() };
    let maker = keys.tokens();
    let tokens = |grant, number| maker.make(grant, number).hash();
    store.admit(&Admitting { newsletter, candidates: people, consent: &consent, tokens: &tokens, now }).await?;
    Ok(())
}

fn candidate(keys: &Keys, address: &str, (language, wants): (&str, &Wants)) -> Result<Candidate> {
    let address = Address::parse(address).context("an address of the cast")?;
    let seal_id = SealId::random();
    Ok(Candidate {
        hashes: keys.lookup().all(&address),
        seal: keys.public().sealing().seal(Noun::Subscriber, seal_id, &address)?,
        seal_id,
        language: Language::parse(language)?,
        choices: choices(wants)?,
    })
}

fn choices(wants: &Wants) -> Result<Choices> {
    let sections = if let Only(sections) = wants { sections } else { &[][..] };
    let sections = sections.iter().map(|slug| SectionSlug::parse(slug)).collect::<Result<_, _>>()?;
    Ok(Choices { sections, only_changes: matches!(wants, Changes) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everybody_of_the_cast_has_an_address_of_their_own_that_nobody_can_have() {
        let keys = Keys::generate();
        let mut seen = BTreeSet::new();
        for (name, address, _, language, wants) in &CAST {
            candidate(&keys, address, (language, wants)).unwrap();
            let host = address.split_once('@').unwrap().1;
            assert!(HOSTS.contains(&host), "{name}");
            assert!(seen.insert(address.to_lowercase()), "{name}'s address is somebody else's too");
        }
    }
}
