//! Pages built as the large platforms build them: the few lines of each that decide whether its parts are found. They are
//! short and written here, so that they prove what is understood, not how often.

#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use waymark_catalogue::{Page, suggestions};
use waymark_identify::Document;

/// Ids proposed for a page, with the words of the first element.
fn proposed(html: &str, kind: &str) -> Vec<(String, String)> {
    let document = Document::from_html(html).unwrap();
    let page = Page::of(&document);
    suggestions(&page, kind)
        .iter()
        .map(|found| (found.entry.id.clone(), waymark_identify::label(&document, found.nodes[0])))
        .collect()
}

#[track_caller]
fn assert_found(html: &str, kind: &str, expected: &[(&str, &str)]) {
    let found = proposed(html, kind);
    for (id, label) in expected {
        let known = found.iter().find(|(known, _)| known == id).map(|(_, label)| label.as_str());
        assert_eq!(known, Some(*label), "{id} in {found:#?}");
    }
}

#[test]
fn a_product_of_woocommerce() {
    let html = r##"<header><a href="/cart/" class="cart-contents"><span>$</span>0.00 <span>0 items</span></a></header>
      <main><h1>Hoodie</h1>
      <form class="cart" method="post"><div class="quantity"><label for="q">Hoodie quantity</label><input type="number" id="q" class="qty" name="quantity" value="1"></div>
      <button type="submit" name="add-to-cart" value="11" class="single_add_to_cart_button">Add to cart</button></form>
      <ul class="tabs wc-tabs" role="tablist"><li role="presentation"><a href="#tab-description" role="tab">Description</a></li><li role="presentation"><a href="#tab-reviews" role="tab">Reviews (0)</a></li></ul>
      <section class="related products"><h2>Related products</h2><ul class="products">
      <li class="product"><a href="/product/cap/"><img src="c.jpg" alt=""><h2>Cap</h2><span class="price"><bdi><span>$</span>18.00</bdi></span></a><a href="?add-to-cart=17" class="button">Add to cart</a></li>
      <li class="product"><a href="/product/belt/"><img src="b.jpg" alt=""><h2>Belt</h2><span class="price"><bdi><span>$</span>55.00</bdi></span></a><a href="?add-to-cart=18" class="button">Add to cart</a></li>
      </ul></section></main>"##;
    assert_found(
        html,
        "product",
        &[
            ("add_to_cart", "Button: Add to cart"),
            ("quantity_change", "Text field: Hoodie quantity"),
            ("accordion_open", "Tab: Description"),
            ("related_product_click", "Link: Cap$18.00"),
            ("cart_open", "Link: $0.00 0 items"),
        ],
    );
}

#[test]
fn a_product_and_a_cart_of_magento() {
    let header = r#"<header><a class="action showcart" href="https://m.example/checkout/cart/"><span>My Cart</span></a></header>"#;
    let product = r##"<main><h1>Tee</h1><form action="https://m.example/checkout/cart/add/uenc/x/product/1/" method="post" id="product_addtocart_form">
      <input type="number" name="qty" id="qty" title="Qty" class="input-text qty"><button type="submit" title="Add to Cart" class="action primary tocart"><span>Add to Cart</span></button></form>
      <a href="#" class="action towishlist" data-action="add-to-wishlist"><span>Add to Wish List</span></a><a href="#" class="action tocompare"><span>Add to Compare</span></a></main>"##;
    assert_found(
        &format!("{header}{product}"),
        "product",
        &[
            ("add_to_cart", "Button: Add to Cart"),
            ("add_to_wishlist", "Link: Add to Wish List"),
            ("compare_add", "Link: Add to Compare"),
            ("cart_open", "Link: My Cart"),
            ("quantity_change", "Text field: Qty"),
        ],
    );
    let cart = r##"<main><h1>Shopping Cart</h1><form action="/checkout/cart/updatePost/" method="post"><table><tr><td><a href="/tee.html">Tee</a></td><td>$10.00</td><td><input name="cart[1][qty]" type="number" title="Qty" value="1"></td>
      <td><a href="#" title="Remove item" class="action action-delete"><span>Remove item</span></a></td></tr></table><button type="submit" name="update_cart_action">Update Shopping Cart</button></form>
      <div class="block discount"><strong role="heading">Apply Discount Code</strong><form id="discount-coupon-form" action="/checkout/cart/couponPost/" method="post"><label for="coupon_code">Enter discount code</label><input type="text" id="coupon_code" name="coupon_code"><button type="button" value="Apply Discount"><span>Apply Discount</span></button></form></div>
      <button type="button" data-role="proceed-to-checkout" title="Proceed to Checkout"><span>Proceed to Checkout</span></button></main>"##;
    assert_found(
        &format!("{header}{cart}"),
        "cart",
        &[
            ("begin_checkout", "Button: Proceed to Checkout"),
            ("remove_from_cart", "Link: Remove item"),
            ("cart_quantity_change", "Text field: Qty"),
            ("discount_apply", "Form"),
        ],
    );
}

#[test]
fn a_page_of_prestashop_and_one_of_opencart() {
    let presta = r#"<header><form method="get" action="//p.example/fr/recherche"><input type="text" name="s" placeholder="Rechercher" aria-label="Rechercher"></form>
      <div class="blockcart"><a rel="nofollow" href="//p.example/fr/panier?action=show"><span>Panier</span> <span>(2)</span></a></div></header>
      <main><h1>T-shirt</h1><form action="https://p.example/fr/panier" method="post"><select name="group[1]" aria-label="Taille"><option>S<option>M</select>
      <input type="number" name="qty" id="quantity_wanted" aria-label="Quantité" value="1"><button class="add-to-cart" data-button-action="add-to-cart" type="submit">Ajouter au panier</button></form></main>
      <footer><form action="https://p.example/fr/#blockEmailSubscription" method="post"><input name="email" type="email" placeholder="Votre adresse e-mail"><input type="submit" value="S’abonner"></form></footer>"#;
    assert_found(
        presta,
        "product",
        &[
            ("add_to_cart", "Button: Ajouter au panier"),
            ("variant_select", "Drop-down: Taille"),
            ("quantity_change", "Text field: Quantité"),
            ("cart_open", "Link: Panier (2)"),
            ("search", "Form"),
            ("newsletter_signup", "Form"),
        ],
    );
    let opencart = r#"<header><div id="cart"><button type="button" data-bs-toggle="dropdown" class="btn dropdown-toggle"><i class="fa-solid fa-cart-shopping"></i> 0 item(s) - $0.00</button></div></header>
      <div id="content"><h1>iPhone</h1><form id="form-product"><label for="input-quantity">Qty</label><input type="text" name="quantity" value="1" id="input-quantity"><button type="submit" id="button-cart">Add to Cart</button></form></div>"#;
    assert_found(
        opencart,
        "product",
        &[
            ("add_to_cart", "Button: Add to Cart"),
            ("quantity_change", "Text field: Qty"),
            ("cart_open", "Button: 0 item(s) - $0.00"),
        ],
    );
}

#[test]
fn a_page_without_any_of_it_gets_no_proposal() {
    let article = r#"<main><h1>How we make our bags</h1><p>We search for leather, add care and ship it. <a href="/journal/leather">More on leather</a></p><p>Buy less, compare more.</p></main>"#;
    assert_eq!(proposed(article, "product"), []);
    assert_eq!(proposed(article, "cart"), []);
}

#[test]
fn a_trail_that_a_script_leads_and_one_with_addresses() {
    let trail = |steps: &str| {
        format!("<main><nav aria-label=\"Breadcrumbs\"><ol>{steps}</ol></nav><h1>Tee</h1></main>")
    };
    let steps = |html: &str| {
        let document = Document::from_html(html).unwrap();
        let found = suggestions(&Page::of(&document), "product");
        let found = found.iter().find(|found| found.entry.id == "breadcrumb_click");
        found.map(|found| {
            found.nodes.iter().map(|&node| waymark_identify::label(&document, node)).collect::<Vec<_>>()
        })
    };
    let scripted = "<li><a class=link>Home</a></li><li><a class=link>Women</a></li>\
                    <li><a class=link aria-current=page>Tee</a></li>";
    let labels = steps(&trail(scripted)).unwrap();
    assert_eq!(labels.len(), 2, "the page that is open is no step back: {labels:?}");
    assert!(labels[0].ends_with("Home") && labels[1].ends_with("Women"), "{labels:?}");
    // One alone may be the page's own name; and what has addresses is told by them.
    assert_eq!(steps(&trail("<li><a class=link>Tee</a></li>")), None);
    let linked = steps(&trail("<li><a href=/>Home</a></li><li><a class=link>Women</a></li>")).unwrap();
    assert_eq!(linked.len(), 1, "{linked:?}");
    assert_eq!(steps(&format!("<footer>{}</footer>", trail(scripted))), None);
}

#[test]
fn a_form_by_which_one_leaves_or_asks_for_an_answer_signs_nobody_up() {
    let form = |action: &str, said: &str, button: &str| {
        format!(
            "<main><h1>Mugs</h1></main><footer><form action='{action}'><p>{said}</p><input type=email name=email>\
             <button>{button}</button></form></footer>"
        )
    };
    for (action, said, button) in [
        ("/newsletter/unsubscribe", "Newsletter", "Go"),
        ("/n", "Our newsletter", "Unsubscribe"),
        ("/n", "Newsletter", "Newsletter abmelden"),
        ("/n", "Newsletter", "Se désabonner"),
        ("/kontakt", "", "Rückruf anfordern"),
        ("/contact", "", "Get a callback"),
        ("/contact-us", "", "Contact us"),
    ] {
        let found = proposed(&form(action, said, button), "home");
        assert!(
            found.iter().all(|(id, _)| id != "newsletter_signup"),
            "{action} {said} {button}: {found:#?}"
        );
    }
    for (action, said, button) in [
        ("/n", "Our newsletter. You can unsubscribe at any time.", "Subscribe"),
        ("/n", "Newsletter. Sie können sich jederzeit abmelden.", "Anmelden"),
        ("/contact#contact_form", "Stay in touch", "→"),
        ("/n", "", "Go"),
    ] {
        let found = proposed(&form(action, said, button), "home");
        assert!(
            found.iter().any(|(id, _)| id == "newsletter_signup"),
            "{action} {said} {button}: {found:#?}"
        );
    }
}
