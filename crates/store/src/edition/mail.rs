//! What an edition says in its mails around its texts.

use newsroom::MailWords;

use crate::Error;
use crate::engine::Tx;
use crate::id::EditionId;
use crate::label::{self, Owner, Words};

/// Takes an edition's out of what was read.
pub(super) fn read(words: &mut Words, edition: EditionId) -> MailWords {
    let mut own = |field| words.take(Owner::Edition(edition), field);
    MailWords { subject: own("subject"), preview: own("preview"), greeting: own("greeting"), closing: own("closing") }
}

/// Writes an edition's anew, if they changed.
pub(super) async fn write(
    tx: &mut Tx,
    edition: EditionId,
    before: Option<&MailWords>,
    after: &MailWords,
) -> Result<(), Error> {
    if before == Some(after) {
        return Ok(());
    }
    let owner = Owner::Edition(edition);
    label::remove(tx, owner).await?;
    label::write(tx, owner, "subject", &after.subject).await?;
    label::write(tx, owner, "preview", &after.preview).await?;
    label::write(tx, owner, "greeting", &after.greeting).await?;
    label::write(tx, owner, "closing", &after.closing).await
}
