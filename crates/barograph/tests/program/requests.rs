//! What the site answers.

use std::fs;

use crate::harness::{Desk, Server, files};

fn demo() -> (Desk, Server) {
    let desk = Desk::new();
    let server = desk.serves(&["demo", "--listen", "127.0.0.1:0"]);
    (desk, server)
}

#[test]
fn every_permalink_is_there_and_every_other_path_has_a_way_on() {
    let (desk, site) = demo();
    for path in desk.does(&["permalinks"]).lines() {
        assert_eq!(site.get(path).status, 200, "{path}");
    }
    for path in
        ["/en/nothing/", "/de/", "/en/editions/2031-01-06/", "/en/archive/1999/", "/en/authors/nobody/", "/x", "/%00"]
    {
        let answer = site.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("href=\"/en/\""), "{path} has no way on");
    }
}

#[test]
fn the_entrance_asks_the_browser_for_its_language() {
    let (_desk, site) = demo();
    for (wish, home) in [("be", "/be/"), ("ru-RU,ru;q=0.9", "/ru/"), ("de", "/en/"), ("", "/en/")] {
        let answer = site.asks("GET", "/", &[("Accept-Language", wish)]);
        assert_eq!((answer.status, answer.header("location")), (302, home), "{wish}");
        assert!(answer.header("vary").to_lowercase().contains("accept-language"), "{}", answer.header("vary"));
    }
}

#[test]
fn redirects_lead_on() {
    let (_desk, site) = demo();
    for (from, to) in
        [("/en", "/en/"), ("/be/editions/2020-06-22", "/be/editions/2020-06-22/"), ("/ru/editions/", "/ru/archive/")]
    {
        let answer = site.get(from);
        assert_eq!((answer.status, answer.header("location")), (308, to), "{from}");
    }
    let source = crate::harness::source().join("crates/specimen/vesnia/publication/redirects.toml");
    let redirects = fs::read_to_string(source).unwrap();
    let line = redirects.lines().find(|line| line.starts_with('"')).unwrap();
    let parts: Vec<&str> = line.split('"').collect();
    let answer = site.get(parts[1]);
    assert_eq!((answer.status, answer.header("location")), (301, parts[3]));
}

#[test]
fn a_page_is_sent_once_and_said_to_be_unchanged_afterwards() {
    let (_desk, site) = demo();
    let first = site.get("/en/");
    let etag = first.header("etag").to_owned();
    assert!(etag.starts_with("W/\""), "{etag}");
    let again = site.asks("GET", "/en/", &[("If-None-Match", &etag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let head = site.asks("HEAD", "/en/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    let squeezed = site.asks("GET", "/en/", &[("Accept-Encoding", "gzip")]);
    assert_eq!(squeezed.header("content-encoding"), "gzip");
    assert!(squeezed.body.len() * 2 < first.body.len());
}

#[test]
fn readers_are_protected_and_only_read() {
    let (_desk, site) = demo();
    let page = site.get("/en/");
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("script"), "{policy}");
    assert_eq!(page.header("set-cookie"), "");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert!(!page.text().contains("<script"));
    assert_eq!(site.asks("POST", "/en/", &[]).status, 405);
}

#[test]
fn links_come_from_the_configured_address_never_from_the_request() {
    let (_desk, site) = demo();
    let headers = [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "gopher")];
    for path in ["/en/", "/en/feed.atom", "/sitemap.xml", "/robots.txt"] {
        let answer = site.asks("GET", path, &headers);
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.text().contains("evil.example"), "{path}");
        assert!(path == "/en/" || answer.text().contains(&site.address), "{path}");
    }
}

#[test]
fn assets_stay_for_good_pictures_for_a_day_and_nothing_where_readers_are_at_risk() {
    let (desk, site) = demo();
    let home = site.get("/en/").text();
    let sheet =
        home.split("href=\"").find(|part| part.starts_with("/assets/")).unwrap().split('"').next().unwrap().to_owned();
    assert!(site.get(&sheet).header("cache-control").contains("immutable"));
    let page = site.get("/en/editions/2020-06-22/economy/").text();
    let picture =
        page.split("src=\"").find(|part| part.starts_with("/media/")).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(site.get(&picture).header("cache-control"), "public, max-age=86400");

    let folder = desk.copy("crates/specimen/vesnia/publication");
    let toml = fs::read_to_string(folder.join("publication.toml")).unwrap();
    fs::write(folder.join("publication.toml"), toml.replace("leave_no_trace = false", "leave_no_trace = true"))
        .unwrap();
    desk.does(&["publication", "import", folder.to_str().unwrap()]);
    drop(site);
    let site = desk.serves(&["serve", "--listen", "127.0.0.1:0"]);
    for path in [&sheet, &picture, "/robots.txt", "/en/", "/assets/none.css"] {
        let answer = site.get(path);
        assert_eq!((answer.header("cache-control"), answer.header("etag")), ("no-store", ""), "{path}");
    }
    let quiet = site.get("/en/").text();
    let sheet = quiet.split("href=\"").find(|part| part.starts_with("/assets/") && part.contains(".css")).unwrap();
    assert!(!site.get(sheet.split('"').next().unwrap()).text().contains("@font-face"), "no fonts are sent");
}

#[test]
fn what_exists_in_no_language_of_the_chain_is_not_found() {
    let (_desk, site) = demo();
    assert_eq!(site.get("/be/editions/2020-06-22/civil/").status, 200, "shown in the next of the chain");
    let page = site.get("/be/editions/2020-06-22/civil/").text();
    assert!(
        page.contains("lang=\"ru\"") && page.contains("rel=\"canonical\" href=\"http://"),
        "marked, and led to its original"
    );
    assert!(page.contains("/ru/editions/2020-06-22/civil/"));
}

/// No address of a reader, in any file the site writes.
#[test]
fn nothing_is_kept_about_a_reader() {
    let (desk, site) = demo();
    site.asks("GET", "/en/", &[("X-Forwarded-For", "203.0.113.77")]);
    drop(site);
    for (path, bytes) in files(&desk.data()) {
        assert!(!bytes.windows(12).any(|window| window == b"203.0.113.77"), "{}", path.display());
    }
}

#[test]
fn an_old_path_is_found_as_it_was_written_or_encoded() {
    let desk = Desk::with_sample();
    let folder = desk.copy("samples/publication");
    let redirects =
        "\"/навіны/агляд/\" = \"/be/editions/2020-06-22/\"\n\"/ru/obzor\" = \"/ru/\"\n\"/?p=123\" = \"/en/archive/\"\n";
    fs::write(folder.join("redirects.toml"), redirects).unwrap();
    desk.does(&["publication", "import", folder.to_str().unwrap()]);
    let site = desk.serves(&["serve", "--listen", "127.0.0.1:0"]);
    let encoded = "/%D0%BD%D0%B0%D0%B2%D1%96%D0%BD%D1%8B/%D0%B0%D0%B3%D0%BB%D1%8F%D0%B4";
    for (from, to) in [
        (encoded, "/be/editions/2020-06-22/"),
        ("/ru/obzor", "/ru/"),
        ("/ru/obzor/", "/ru/"),
        ("/?p=123", "/en/archive/"),
    ] {
        let answer = site.get(from);
        assert_eq!((answer.status, answer.header("location")), (301, to), "{from}");
    }
}

#[test]
fn a_picture_vanishes_with_its_edition() {
    let (desk, site) = demo();
    let page = site.get("/en/editions/2020-06-22/economy/").text();
    let picture =
        page.split("src=\"").find(|part| part.starts_with("/media/")).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(site.get(&picture).status, 200);
    let whys = ["--why", "en=a", "--why", "be=b", "--why", "ru=c"];
    desk.does(&[&["edition", "withdraw", "2020-06-22", "--yes"], &whys[..]].concat());
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(site.get(&picture).status, 404);
}
