//! Plan to config and runtime file; pure: same plan, same bytes.
