//! Certificates: only trusted ones are talked to, and a person may add an authority.

use waymark_publish::{HttpPlace, ObjectsPlace, Place, Provider, PublishError, live};

use crate::support::moto::Moto;
use crate::support::places::{http, s3};
use crate::support::server::Server;
use crate::support::{lives_through_a_day, site, tls};

#[tokio::test]
async fn a_server_is_trusted_with_its_authority_only() {
    let server = Server::start().await;
    let (address, authority) = tls::before(server.address).await;
    let (_, stranger) = tls::before(server.address).await;
    let place = |ca_pem| {
        let base_url = format!("https://{address}/files/");
        Place::http(&HttpPlace { base_url, ca_pem, ..http(address) }).unwrap()
    };
    for ca_pem in [None, Some(stranger)] {
        let failed = live(&place(ca_pem), &site()).await.unwrap_err();
        assert!(matches!(failed, PublishError::Tls { .. }), "{failed:?}");
    }
    assert!(server.seen().is_empty());
    lives_through_a_day(&place(Some(authority))).await;
}

#[tokio::test]
async fn plain_text_where_tls_is_expected_is_no_secure_connection() {
    let server = Server::start().await;
    let base_url = format!("https://{}/files/", server.address);
    let place = Place::http(&HttpPlace { base_url, ..http(server.address) }).unwrap();
    let failed = live(&place, &site()).await.unwrap_err();
    assert!(matches!(failed, PublishError::Tls { .. }), "{failed:?}");
}

#[tokio::test]
async fn object_storage_is_trusted_with_its_authority_only() {
    let moto = Moto::start().await;
    let (address, authority) = tls::before(moto.address).await;
    let place = |ca_pem| {
        let mut settings = ObjectsPlace { ca_pem, ..s3(address) };
        if let Provider::S3 { endpoint, .. } = &mut settings.provider {
            *endpoint = Some(format!("https://{address}"));
        }
        Place::objects(&settings).unwrap()
    };
    let failed = live(&place(None), &site()).await.unwrap_err();
    assert!(matches!(failed, PublishError::Tls { .. }), "{failed:?}");
    lives_through_a_day(&place(Some(authority))).await;
}
