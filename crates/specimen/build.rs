//! The manuscripts are embedded: built anew when one of them changes.

fn main() {
    println!("cargo::rerun-if-changed=vesnia");
}
