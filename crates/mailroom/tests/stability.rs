//! What is in databases and mailboxes already must be read by every later release.
//!
//! The expected values were made by another program (Python's `hmac` and `cryptography`, OpenSSL's AES) from the RFCs
//! and from what the modules' docs say, so they also show that anybody can do without this one.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

use mailroom::{Address, AddressHash, Grant, Keys, Mark, Noun, PublicKeys, Seal, SealId, SubscriptionId};
use newsroom::PublicationId;

const SECRET: &str = "1 a4dqobyha4dqobyha4dqobyha4dqobyha4dqobyha4dqobyha4dq\n";
const PUBLIC: &str = "1 6wth2vq3p2exgpzl6lb22hgfhtisv3umkwgv6mu5czjuekvqqzva\n";
const HASH: &str = "0d73a734b8c37bd792d485326cb72ff3484988f959b3c910545307f71ddf90bc";
const ENCAPSULATED: &str = "57db4b359f23ae5e146e4e2512056704722506348c150c14753d0c933d04d421";
const CIPHERTEXT: &str = "8e8ebddd9f8bbf608796f0f079214b8b6f2aaa3486215418972d8486a7cd03861456480e68790b68d4ff5a1dfe0ad11a\
08a7f05629c4bb838d7233dbe0d8c52d42844d673e41e0a0ac5a609353f97004";

fn keys() -> Keys {
    Keys::from_files(&[("secret.keys", SECRET.as_bytes())]).unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|place| u8::from_str_radix(&hex[place..place + 2], 16).unwrap()).collect()
}

fn counting() -> [u8; 16] {
    std::array::from_fn(|place| place as u8)
}

#[test]
fn keys_are_derived_as_ever() {
    assert_eq!(PublicKeys::from_file(PUBLIC.as_bytes()).unwrap(), keys().public());
}

#[test]
fn seals_open_and_hashes_match_as_ever() {
    let seal = Seal { key: 1, encapsulated: bytes(ENCAPSULATED), ciphertext: bytes(CIPHERTEXT) };
    let hash = AddressHash { key: 1, digest: bytes(HASH).try_into().unwrap() };
    let opened = keys().opening().open_checked(Noun::Subscriber, SealId(counting()), &seal, &hash);
    assert_eq!(opened.unwrap().as_typed(), "Alena@Example.org");
    assert_eq!(keys().lookup().hash(&Address::parse("alena@example.org").unwrap()), hash);
}

#[test]
fn tokens_are_made_as_ever() {
    let token = keys().tokens().make(Grant::Leave(SubscriptionId(5)), 9);
    assert_eq!(token.as_str(), "yb6gg72mxglyhqtbqrhzfitbva");
    let hash = "a2dc991e1304bcb41587c7926ff515fadfb07b142fe798f0bfc08c32f59816aa";
    assert_eq!(token.hash().0.to_vec(), bytes(hash));
}

#[test]
fn message_ids_are_made_as_ever() {
    let publication = PublicationId::parse("11111111-2222-4333-8444-555555555555").unwrap();
    let message_id = Mark(counting()).message_id(&keys().messages(), publication);
    assert_eq!(message_id, "<zqj3w34hjo3bpkjyyj2rzmpuje@11111111-2222-4333-8444-555555555555.invalid>");
}
