//! Opening requests: what forms sent becomes a pending subscription and a notice, or nothing.

use std::sync::{Arc, PoisonError};

use anyhow::Result;
use mailroom::{CannotOpen, Noun, RequestId, SealId};
use store::{Opening, Unopened};

use super::room::Room;
use super::round::Next;

/// How many are read at once.
const READ_AT_ONCE: usize = 100;

/// What came of the requests of one page, in numbers.
#[derive(Default)]
struct Tally {
    dropped: u64,
    kept: u64,
}

/// Opens all that there are, oldest first.
pub(super) async fn round(room: Arc<Room>) -> Result<Next> {
    let mut after = RequestId(0);
    loop {
        let requests = room.store.requests(after, READ_AT_ONCE).await?;
        let Some(last) = requests.last() else {
            return Ok(Next::After(room.rhythm.look));
        };
        after = last.request.id;
        let mut tally = Tally::default();
        for request in &requests {
            // Noted before it is opened: one that panics is not tried for ever before all others.
            if note(&room, request.request.id) {
                let opened = open(&room, request, &mut tally).await;
                opened.inspect_err(|_| forget(&room, request.request.id))?;
            }
        }
        tally.say();
        room.noticed.notify_one();
    }
}

async fn open(room: &Room, unopened: &Unopened, tally: &mut Tally) -> Result<()> {
    let id = unopened.request.id;
    match room.opening.open(Noun::Request, unopened.seal_id, &unopened.seal) {
        Ok(address) => {
            let seal_id = SealId::random();
            let seal = room.sealing.seal(Noun::Subscriber, seal_id, &address)?;
            let (hashes, now) = (room.lookup.all(&address), room.now().await?);
            let tokens = |grant, number| room.token(grant, number);
            let opening = Opening { request: id, hashes: &hashes, seal_id, seal: &seal, tokens: &tokens, now };
            room.store.open_request(&opening).await?;
        }
        // Its key may be newer than what this process read: it stays for one that has it.
        Err(CannotOpen::Key(_)) => {
            tally.kept += 1;
            return Ok(());
        }
        Err(CannotOpen::Broken | CannotOpen::Planted) => {
            tally.dropped += u64::from(room.store.discard_request(id).await?);
        }
    }
    forget(room, id);
    Ok(())
}

impl Tally {
    fn say(&self) {
        if self.dropped > 0 {
            tracing::warn!(forms = self.dropped, "dropped what opens to no address");
        }
        if self.kept > 0 {
            tracing::error!(
                forms = self.kept,
                "stay unopened: their key is not in the key folder that was read at start"
            );
        }
    }
}

/// Notes a request that is about to be opened; gives whether it was not noted already.
fn note(room: &Room, id: RequestId) -> bool {
    room.unopened.lock().unwrap_or_else(PoisonError::into_inner).insert(id)
}

fn forget(room: &Room, id: RequestId) {
    room.unopened.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
}
