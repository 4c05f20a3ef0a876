//! What is written comes back: the same edition, the same publication, byte for byte.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

mod common;

use common::{cast, laid_out, newsletters, published, round_trip, settled, shown, taken, written};
use manuscript::{Files, publication};
use newsroom::EditionSlug;

#[test]
fn a_rich_edition_comes_back() {
    let publication = published(&cast::publication());
    let export = round_trip(&cast::edition(), &publication).unwrap();
    insta::assert_snapshot!(laid_out(&export));
}

#[test]
fn a_publication_comes_back() {
    let files = cast::publication();
    let first = published(&files);
    let letters = newsletters(&files);
    let export = publication::write(&first, &letters, files.get("logo.png").map(<[u8]>::to_vec));
    insta::assert_snapshot!(laid_out(&export));

    let read = publication::read(&export, Some(&first));
    assert_eq!(shown(&read.flaws), "");
    assert_eq!(settled(&read, Some(&first)).as_ref(), Ok(&first));
    assert_eq!(read.newsletters.as_ref(), Some(&letters));
    let new = published(&export);
    assert_eq!(new.pages, first.pages, "since when its words stand there too");
    assert_eq!(publication::write(&new, &letters, files.get("logo.png").map(<[u8]>::to_vec)), export);
}

#[test]
fn a_second_flash_edition_of_a_day_keeps_its_place() {
    let publication = published(&cast::publication());
    let sheet = "kind = \"flash\"\nflash = 2\nfirst_day = 2020-06-25\nlast_day = 2020-06-25\n";
    let files = Files::from_pairs([("edition.toml", sheet)]);
    let edition = taken(&files, &publication, None, &[]).unwrap();
    assert_eq!(edition.slug, EditionSlug::parse("2020-06-25-flash-2").unwrap());
    assert_eq!(laid_out(&written(&edition, &publication, &files)), format!("=== edition.toml\n{sheet}"));
}

#[test]
fn hard_words_survive_wherever_they_stand() {
    let publication = published(&cast::publication());
    let hard =
        [r#"ends with \"\"\""#, r"back\\slash\\", r"two\nlines\r\nand\rmore", r"\u0000\u001b\t", "+++\\n+++", "🎏 «ў»"];
    for words in hard {
        let sheet = cast::instead(cast::EDITION, "\"Reserves fell.\"\nreason", &format!("\"{words}\"\nreason"));
        let sheet = cast::instead(&sheet, "Reserves fell.\",", &format!("{words}\","));
        let text = format!(
            "+++\nheadline = \"{words}\"\nlead = \"{words}\"\noutlook = \"{words}\"\n+++\n\n+++\n\n{words}\n+++\n"
        );
        let files = cast::with(cast::with(cast::edition(), "edition.toml", sheet), "economy.en.md", text);
        round_trip(&files, &publication).unwrap();
    }
}

#[test]
fn folders_are_written_whole_or_not_at_all() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("out");
    let files = cast::edition();
    files.write_to(&folder, false).unwrap();
    assert_eq!(Files::read(&folder).unwrap(), files);

    let refusal = files.write_to(&folder, false).unwrap_err();
    assert!(refusal.to_string().ends_with("out is not empty"), "{refusal}");
    let changed = cast::with(files, "economy.en.md", "another");
    changed.write_to(&folder, true).unwrap();
    assert_eq!(Files::read(&folder).unwrap(), changed);

    let outside = cast::with(changed.clone(), "../escaped.md", "x");
    assert!(outside.write_to(&folder, true).is_err());
    assert!(!scratch.path().join("escaped.md").exists());
    assert_eq!(Files::read(&folder).unwrap(), changed);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_folder() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("in");
    Files::from_pairs([("a.md", "x")]).write_to(&folder, false).unwrap();
    std::os::unix::fs::symlink(folder.join("a.md"), folder.join("b.md")).unwrap();
    assert_eq!(Files::read(&folder).unwrap(), Files::from_pairs([("a.md", "x"), ("b.md", "x")]));
    std::fs::write(scratch.path().join("secret"), "x").unwrap();
    std::os::unix::fs::symlink("../secret", folder.join("c.md")).unwrap();
    let refusal = Files::read(&folder).unwrap_err();
    assert!(refusal.to_string().ends_with("c.md is a link that leads out of the folder"), "{refusal}");
}

#[test]
fn folders_have_bounds() {
    let scratch = tempfile::tempdir().unwrap();
    let bytes = usize::try_from(manuscript::source::FILE_BYTES_MAX).unwrap();
    std::fs::write(scratch.path().join("bank.jpg"), vec![0; bytes]).unwrap();
    assert_eq!(Files::read(scratch.path()).unwrap().len(), 1);
    std::fs::write(scratch.path().join("bank.jpg"), vec![0; bytes + 1]).unwrap();
    let refusal = Files::read(scratch.path()).unwrap_err();
    assert!(refusal.to_string().ends_with("bank.jpg is larger than 20 MiB"), "{refusal}");

    std::fs::remove_file(scratch.path().join("bank.jpg")).unwrap();
    std::fs::create_dir_all(scratch.path().join("a/b/c/d/e")).unwrap();
    let refusal = Files::read(scratch.path()).unwrap_err();
    assert!(refusal.to_string().ends_with("e lies too deep for a manuscript"), "{refusal}");
    assert!(Files::read(scratch.path().join("nowhere")).is_err());
}
