//! Instants: the database keeps microseconds, so whatever comes in is cut to them before anything is compared.

use jiff::Timestamp;
use newsroom::proposal::{EditionProposal, Proposed};

/// Cuts off what is less than a microsecond.
pub(crate) fn micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// The proposal with all its instants cut.
pub(crate) fn proposal(proposal: &EditionProposal) -> EditionProposal {
    let mut proposal = proposal.clone();
    cut(&mut proposal.cutoff);
    cut(&mut proposal.published);
    if let Some((at, _)) = &mut proposal.withdrawn {
        *at = micros(*at);
    }
    proposal.fronts.values_mut().for_each(added);
    proposal.texts.values_mut().for_each(added);
    for section in proposal.sections.iter_mut().flatten() {
        section.reasons.values_mut().for_each(added);
    }
    for correction in proposal.corrections.values_mut() {
        correction.published = micros(correction.published);
    }
    proposal
}

fn added<P>(text: &mut Proposed<P>) {
    cut(&mut text.added);
}

fn cut(at: &mut Option<Timestamp>) {
    *at = at.map(micros);
}
