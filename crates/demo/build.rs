//! Templates and assets are embedded; a file added to them must rebuild the crate.

fn main() {
    println!("cargo:rerun-if-changed=assets");
}
