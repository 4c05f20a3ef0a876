//! Seals and hashes, against a thief, a vandal and time.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

use mailroom::{Address, CannotOpen, Keys, Noun, PublicKeys, Seal, SealId};

const ALENA: &str = "Alena@Example.org";

fn address(typed: &str) -> Address {
    Address::parse(typed).unwrap()
}

fn sealed(keys: &Keys, noun: Noun, typed: &str) -> (SealId, Seal) {
    let id = SealId::random();
    (id, keys.public().sealing().seal(noun, id, &address(typed)).unwrap())
}

#[test]
fn what_is_sealed_opens_as_it_was_typed() {
    let keys = Keys::generate();
    for noun in Noun::ALL {
        let (id, seal) = sealed(&keys, noun, " Alena@Example.org ");
        assert_eq!(keys.opening().open(noun, id, &seal).unwrap().as_typed(), ALENA);
    }
}

#[test]
fn a_seal_opens_only_in_its_own_row() {
    let keys = Keys::generate();
    let (alena, alenas) = sealed(&keys, Noun::Subscriber, ALENA);
    let (boris, boriss) = sealed(&keys, Noun::Subscriber, "boris@example.org");
    let opening = keys.opening();
    assert_eq!(opening.open(Noun::Subscriber, alena, &boriss), Err(CannotOpen::Broken));
    assert_eq!(opening.open(Noun::Subscriber, boris, &alenas), Err(CannotOpen::Broken));
    assert_eq!(opening.open(Noun::Member, alena, &alenas), Err(CannotOpen::Broken));
    let mixed = Seal { encapsulated: boriss.encapsulated.clone(), ..alenas.clone() };
    assert_eq!(opening.open(Noun::Subscriber, alena, &mixed), Err(CannotOpen::Broken));
    assert_eq!(Keys::generate().opening().open(Noun::Subscriber, alena, &alenas), Err(CannotOpen::Broken));
}

#[test]
fn a_planted_address_is_refused() {
    let keys = Keys::generate();
    let (opening, lookup) = (keys.opening(), keys.lookup());
    let (id, seal) = sealed(&keys, Noun::Subscriber, ALENA);
    let hash = lookup.hash(&address("alena@example.org"));
    assert!(opening.open_checked(Noun::Subscriber, id, &seal, &hash).is_ok());

    // The public key is enough to seal, not to hash.
    let (id, planted) = sealed(&keys, Noun::Subscriber, "thief@example.org");
    assert_eq!(opening.open_checked(Noun::Subscriber, id, &planted, &hash), Err(CannotOpen::Planted));
    let guessed = Keys::generate().lookup().hash(&address("thief@example.org"));
    assert_eq!(opening.open_checked(Noun::Subscriber, id, &planted, &guessed), Err(CannotOpen::Planted));
    let unknown = mailroom::AddressHash { key: 9, ..hash };
    assert_eq!(opening.open_checked(Noun::Subscriber, id, &planted, &unknown), Err(CannotOpen::Key(9)));
}

#[test]
fn a_seal_does_not_tell_how_long_the_address_is() {
    let keys = Keys::generate();
    let length = |bytes: usize| {
        let typed = format!("{}@example.org", "a".repeat(bytes - "@example.org".len()));
        sealed(&keys, Noun::Request, &typed).1.ciphertext.len()
    };
    let shortest = sealed(&keys, Noun::Request, "a@b.cd").1.ciphertext.len();
    assert_eq!([13, 40, 62].map(length), [shortest; 3]);
    assert_eq!([63, 76].map(length), [shortest + 64; 2]);
    let longest = format!("a@{}.org", ["b"; 124].join("."));
    assert_eq!(longest.len(), 253);
    assert_eq!(sealed(&keys, Noun::Request, &longest).1.ciphertext.len(), shortest + 192);
}

#[test]
fn a_seal_shows_nothing_and_is_never_the_same_twice() {
    let keys = Keys::generate();
    let id = SealId::random();
    let sealing = keys.public().sealing();
    let seal = || sealing.seal(Noun::Subscriber, id, &address(ALENA)).unwrap();
    assert_ne!(seal(), seal());
    assert!(!seal().ciphertext.windows(5).any(|bytes| bytes.eq_ignore_ascii_case(b"alena")));
    assert_ne!(SealId::random(), SealId::random());
}

#[test]
fn rotation_keeps_old_seals_and_hashes() {
    let keys = Keys::generate();
    let (id, seal) = sealed(&keys, Noun::Subscriber, ALENA);
    let hash = keys.lookup().hash(&address(ALENA));
    let keys = keys.rotated();
    assert_eq!(keys.numbers(), [2, 1]);
    assert!(keys.opening().open_checked(Noun::Subscriber, id, &seal, &hash).is_ok());
    let all = keys.lookup().all(&address("ALENA@example.org"));
    assert_eq!(all.iter().map(|hash| hash.key).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(all[1], hash);
    assert_eq!(keys.lookup().hash(&address(ALENA)), all[0]);
    let (id, newer) = sealed(&keys, Noun::Subscriber, ALENA);
    assert_eq!(newer.key, 2);
    assert_eq!(keys.opening().open(Noun::Subscriber, id, &Seal { key: 7, ..newer }), Err(CannotOpen::Key(7)));
}

#[test]
fn garbage_opens_to_nothing_and_panics_nowhere() {
    let keys = Keys::generate();
    let (id, seal) = sealed(&keys, Noun::Subscriber, ALENA);
    let opening = keys.opening();
    for place in 0..seal.ciphertext.len() {
        let mut bent = seal.clone();
        bent.ciphertext[place] ^= 1;
        assert_eq!(opening.open(Noun::Subscriber, id, &bent), Err(CannotOpen::Broken));
        let cut = Seal { ciphertext: seal.ciphertext[..place].to_vec(), ..seal.clone() };
        assert_eq!(opening.open(Noun::Subscriber, id, &cut), Err(CannotOpen::Broken));
    }
    for encapsulated in [Vec::new(), vec![0; 31], vec![0; 32], vec![0xff; 32], vec![1; 33], vec![4; 65]] {
        let bent = Seal { encapsulated, ..seal.clone() };
        assert_eq!(opening.open(Noun::Subscriber, id, &bent), Err(CannotOpen::Broken));
    }
}

#[test]
fn nothing_is_sealed_to_a_key_that_is_none() {
    let zeros = format!("1 {}\n", "a".repeat(52));
    let sealing = PublicKeys::from_file(zeros.as_bytes()).unwrap().sealing();
    let error = sealing.seal(Noun::Request, SealId::random(), &address(ALENA)).unwrap_err();
    assert_eq!(error.to_string(), "nothing can be sealed to public key 1: look at the key folder's public file");
}

#[test]
fn a_hash_is_the_same_for_every_spelling_and_differs_by_key() {
    let lookup = Keys::generate().lookup();
    let spellings = ["alena@прыклад.бел", " ALENA@ПРЫКЛАД.БЕЛ "].map(|typed| lookup.hash(&address(typed)));
    assert_eq!(spellings[0], spellings[1]);
    assert_ne!(lookup.hash(&address(ALENA)), lookup.hash(&address("alena+news@example.org")));
    assert_ne!(lookup.hash(&address(ALENA)), Keys::generate().lookup().hash(&address(ALENA)));
}
