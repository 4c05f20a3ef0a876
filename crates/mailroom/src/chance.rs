//! Chance: the one door through which randomness enters this crate, for keys, seal ids and marks.

/// So many bytes that nobody can guess.
///
/// # Panics
/// When the system has no randomness to give: nothing that follows would be safe then.
#[expect(clippy::disallowed_methods, reason = "this is the door")]
pub(crate) fn chance<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    match aws_lc_rs::rand::fill(&mut bytes) {
        Ok(()) => bytes,
        Err(_) => panic!("the system gives no randomness; going on without it would not be safe"),
    }
}
