//! Pictures of commentaries: a master, and the words that go with it.

use std::collections::BTreeMap;

use newsroom::Picture;

use crate::engine::Tx;
use crate::id::{CommentaryId, PictureId, Scope};
use crate::label::{self, Owner, Words};
use crate::{Error, media};

/// The pictures of editions.
pub(crate) async fn load(tx: &mut Tx, scope: Scope) -> Result<BTreeMap<CommentaryId, Picture>, Error> {
    let mut words = Words::of_pictures(tx, scope).await?;
    let sql = "SELECT p.id, p.commentary, p.file, m.* FROM commentaries c
               JOIN pictures p ON p.commentary = c.id JOIN media m ON m.hash = p.media
               WHERE c.edition BETWEEN $1 AND $2";
    let mut pictures = BTreeMap::new();
    for row in tx.query(sql).bind(scope.from).bind(scope.to).all().await? {
        let owner = Owner::Picture(row.get("id")?);
        let picture = Picture {
            file: row.get("file")?,
            master: media::master(&row)?,
            alt: words.take(owner, "alt"),
            caption: words.take(owner, "caption"),
            credit: words.take(owner, "credit"),
        };
        pictures.insert(row.get("commentary")?, picture);
    }
    Ok(pictures)
}

/// Gives a commentary another picture, or none.
pub(crate) async fn replace(tx: &mut Tx, commentary: CommentaryId, picture: Option<&Picture>) -> Result<(), Error> {
    remove(tx, commentary).await?;
    let Some(picture) = picture else {
        return Ok(());
    };
    let sql = "INSERT INTO pictures (commentary, file, media) VALUES ($1, $2, $3) RETURNING id";
    let statement = tx.query(sql).bind(commentary).bind(picture.file.as_str()).bind(&picture.master.hash);
    let owner = Owner::Picture(statement.one().await?.get("id")?);
    label::write(tx, owner, "alt", &picture.alt).await?;
    label::write(tx, owner, "caption", &picture.caption).await?;
    label::write(tx, owner, "credit", &picture.credit).await
}

/// Takes a commentary's picture away, with its words.
pub(crate) async fn remove(tx: &mut Tx, commentary: CommentaryId) -> Result<(), Error> {
    let row = tx.query("DELETE FROM pictures WHERE commentary = $1 RETURNING id").bind(commentary).optional().await?;
    match row {
        Some(row) => label::remove(tx, Owner::Picture(row.get::<PictureId>("id")?)).await,
        None => Ok(()),
    }
}
