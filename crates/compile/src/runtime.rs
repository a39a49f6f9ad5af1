//! The pieces of the visitor's runtime, embedded at build time. Constants only; what they are is told in
//! `ui/page/runtime/README.md`.

include!(concat!(env!("OUT_DIR"), "/runtime.rs"));
