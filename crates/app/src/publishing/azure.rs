//! What a person gave for Azure: the account's key, or a shared access signature. Told by the text itself, so that
//! nobody has to say which.

use secrecy::{ExposeSecret as _, SecretString};
use waymark_publish::AzureCredential;

/// A shared access signature is a query; a key is base64, which has neither its name nor its ampersands.
pub(super) fn azure_credential(secret: SecretString) -> AzureCredential {
    let query = secret.expose_secret().trim().trim_start_matches('?');
    if query.split('&').any(|pair| pair.starts_with("sig=")) {
        AzureCredential::Sas(query.into())
    } else {
        AzureCredential::Key(secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_access_signature_is_told_from_a_key() {
        for signature in ["?sv=2025-05-05&sr=c&sp=racwdl&sig=a%2Fb%3D", "sig=a%3D&sv=2025-05-05\n"] {
            let credential = azure_credential(signature.into());
            let AzureCredential::Sas(query) = credential else { panic!("{signature}") };
            assert_eq!(query.expose_secret(), signature.trim().trim_start_matches('?'));
        }
        for key in ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq==", "abcsig==", ""] {
            assert!(matches!(azure_credential(key.into()), AzureCredential::Key(_)), "{key}");
        }
    }
}
