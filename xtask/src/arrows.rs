//! Who may use whom. A crate earns its place by what it must not know, so what it depends on is checked, not trusted.
//!
//! Only normal dependencies count: tests may use whatever shows the point.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::run;

/// A crate of ours and those of ours it may name in its manifest. Nobody may name `barograph` or `xtask`.
const ARROWS: [(&str, &[&str]); 13] = [
    ("newsroom", &[]),
    ("mailroom", &["newsroom"]),
    ("manuscript", &["newsroom", "mailroom"]),
    ("media", &["newsroom"]),
    ("press", &["newsroom", "mailroom"]),
    ("store", &["newsroom", "mailroom"]),
    ("courier", &["mailroom"]),
    ("site", &["press", "store", "newsroom", "mailroom"]),
    ("desk", &["press", "store", "newsroom", "mailroom"]),
    ("mailbox", &["newsroom", "press"]),
    ("specimen", &["manuscript"]),
    (
        "barograph",
        &[
            "newsroom",
            "mailroom",
            "manuscript",
            "media",
            "press",
            "store",
            "courier",
            "site",
            "desk",
            "mailbox",
            "specimen",
        ],
    ),
    ("xtask", &[]),
];

/// The pure crates…
const PURE: [&str; 3] = ["newsroom", "manuscript", "press"];
/// …and what must not be anywhere in their tree.
const NEVER: [&str; 3] = ["tokio", "sqlx", "axum"];

/// Checks the arrows between our crates and the trees of the pure ones.
pub fn run() -> Result<()> {
    let graph = Graph::read(&run::metadata(&[])?);
    let broken = [between_ours(&graph), beneath_the_pure(&graph)].concat();
    for arrow in &broken {
        println!("error: {arrow}");
    }
    ensure!(broken.is_empty(), "{} broken", if broken.len() == 1 { "one arrow is" } else { "several arrows are" });
    Ok(())
}

fn between_ours(graph: &Graph) -> Vec<String> {
    let mut broken = Vec::new();
    for user in &graph.ours {
        let name = graph.name(user);
        let Some((_, may_use)) = ARROWS.iter().find(|(ours, _)| *ours == name) else {
            broken.push(format!("{name} has no row in the table of arrows"));
            continue;
        };
        for used in graph.used_by(user).iter().filter(|used| graph.ours.contains(*used)) {
            let used = graph.name(used);
            if !may_use.contains(&used) {
                broken.push(format!(
                    "{name} uses {used}; it may use {}",
                    if may_use.is_empty() { "none of ours".into() } else { may_use.join(", ") }
                ));
            }
        }
    }
    broken
}

fn beneath_the_pure(graph: &Graph) -> Vec<String> {
    let pure = graph.ours.iter().filter(|ours| PURE.contains(&graph.name(ours)));
    pure.flat_map(|ours| NEVER.iter().filter_map(|never| graph.way(ours, never)))
        .map(|way| format!("{way}: a pure crate must not"))
        .collect()
}

/// The packages of a build and which uses which.
struct Graph {
    ours: BTreeSet<String>,
    names: BTreeMap<String, String>,
    uses: BTreeMap<String, Vec<String>>,
}

impl Graph {
    fn read(metadata: &Value) -> Self {
        let ours = list(&metadata["workspace_members"]).map(text).collect();
        let names = list(&metadata["packages"]).map(|package| (text(&package["id"]), text(&package["name"]))).collect();
        let nodes = list(&metadata["resolve"]["nodes"]);
        let uses = nodes.map(|node| {
            (
                text(&node["id"]),
                list(&node["deps"]).filter(|used| is_normal(used)).map(|used| text(&used["pkg"])).collect(),
            )
        });
        Self { ours, names, uses: uses.collect() }
    }

    fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }

    fn used_by(&self, id: &str) -> &[String] {
        self.uses.get(id).map_or(&[], Vec::as_slice)
    }

    /// The shortest way from a package to one of this name, written `press → x → tokio`.
    fn way(&self, from: &str, name: &str) -> Option<String> {
        let mut ways = VecDeque::from([vec![from]]);
        let mut seen = BTreeSet::new();
        while let Some(way) = ways.pop_front() {
            let last = *way.last()?;
            if self.name(last) == name {
                return Some(way.iter().map(|id| self.name(id)).collect::<Vec<_>>().join(" → "));
            }
            for used in self.used_by(last).iter().filter(|used| seen.insert(used.as_str())) {
                ways.push_back([way.as_slice(), &[used.as_str()]].concat());
            }
        }
        None
    }
}

/// A dependency of the program itself, not of its tests or its build script.
fn is_normal(used: &Value) -> bool {
    list(&used["dep_kinds"]).any(|kind| kind["kind"].is_null())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Packages are their names; each arrow is (from, to, kind).
    fn graph(ours: &[&str], arrows: &[(&str, &str, Option<&str>)]) -> Graph {
        let ids: BTreeSet<&str> =
            arrows.iter().flat_map(|(from, to, _)| [*from, *to]).chain(ours.iter().copied()).collect();
        let packages: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "name": id })).collect();
        let deps = |id: &str| -> Vec<Value> {
            let from = arrows.iter().filter(|(from, ..)| *from == id);
            from.map(|(_, to, kind)| json!({ "pkg": to, "dep_kinds": [{ "kind": kind }] })).collect()
        };
        let nodes: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "deps": deps(id) })).collect();
        Graph::read(&json!({ "workspace_members": ours, "packages": packages, "resolve": { "nodes": nodes } }))
    }

    #[test]
    fn an_arrow_the_wrong_way_is_named() {
        let graph = graph(
            &["newsroom", "press", "store"],
            &[("press", "newsroom", None), ("press", "store", None), ("newsroom", "press", None)],
        );
        assert_eq!(
            between_ours(&graph),
            ["newsroom uses press; it may use none of ours", "press uses store; it may use newsroom, mailroom"]
        );
    }

    #[test]
    fn a_test_may_use_what_the_crate_may_not() {
        let graph =
            graph(&["press", "specimen"], &[("press", "specimen", Some("dev")), ("press", "tokio", Some("dev"))]);
        assert_eq!(between_ours(&graph), Vec::<String>::new());
        assert_eq!(beneath_the_pure(&graph), Vec::<String>::new());
    }

    #[test]
    fn a_runtime_deep_in_a_pure_crate_is_found_with_its_way() {
        let graph =
            graph(&["press"], &[("press", "resvg", None), ("resvg", "reader", None), ("reader", "tokio", None)]);
        assert_eq!(beneath_the_pure(&graph), ["press → resvg → reader → tokio: a pure crate must not"]);
    }

    #[test]
    fn a_new_crate_needs_a_row() {
        assert_eq!(between_ours(&graph(&["utils"], &[])), ["utils has no row in the table of arrows"]);
    }
}
