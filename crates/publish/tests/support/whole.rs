//! A look at what is live that believes nothing: everything that the pointer names has to be there, byte for byte.

use waymark_compile::ENTRY_JS;
use waymark_publish::{Live, Storage, live};

use super::releases::{hash, site};

/// What is live, with everything that it names there and whole.
pub async fn whole<S: Storage>(storage: &S) -> Option<Live> {
    let live = live(storage, &site()).await.unwrap()?;
    let pointer = &live.pointer;
    for (key, sha256) in [
        (site().config(&pointer.sha256), pointer.sha256.as_str()),
        (site().runtime(pointer.runtime_sha256()), pointer.runtime_sha256()),
        (site().entry(), &hash(ENTRY_JS.as_bytes())),
    ] {
        let stored = storage.read(&key).await.unwrap().unwrap_or_else(|| panic!("{key} is missing"));
        assert_eq!(hash(&stored.bytes), sha256, "{key}");
    }
    Some(live)
}
