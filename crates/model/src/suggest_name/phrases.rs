//! Labels that shops of many languages put on the same few controls, and the event name they mean. A small
//! table of plain words: what is not in it is named from its own words by [`super`].

/// The usual event name for a label, if it is one of the usual labels.
///
/// `words` as [`crate::transliterate::ascii_words`] gives them. A phrase counts where the label starts with it,
/// whole words only, so that "Add to cart - Linen shirt" is still `add_to_cart`.
#[must_use]
pub fn known_phrase(words: &[String]) -> Option<&'static str> {
    PHRASES.iter().find(|(phrase, _)| starts_with(words, phrase)).map(|(_, name)| *name)
}

fn starts_with(words: &[String], phrase: &str) -> bool {
    let mut count = 0;
    phrase.split(' ').all(|wanted| {
        let same = words.get(count).is_some_and(|word| word == wanted);
        count += 1;
        same
    })
}

const PHRASES: [(&str, &str); 81] = [
    ("add to cart", "add_to_cart"),
    ("add to bag", "add_to_cart"),
    ("add to basket", "add_to_cart"),
    ("add to trolley", "add_to_cart"),
    ("in den warenkorb", "add_to_cart"),
    ("zum warenkorb hinzufuegen", "add_to_cart"),
    ("ajouter au panier", "add_to_cart"),
    ("anadir al carrito", "add_to_cart"),
    ("agregar al carrito", "add_to_cart"),
    ("aggiungi al carrello", "add_to_cart"),
    ("adicionar ao carrinho", "add_to_cart"),
    ("in winkelwagen", "add_to_cart"),
    ("toevoegen aan winkelwagen", "add_to_cart"),
    ("dodaj do koszyka", "add_to_cart"),
    ("laegg i varukorg", "add_to_cart"),
    ("quick add", "quick_add"),
    ("buy now", "buy_now"),
    ("buy it now", "buy_now"),
    ("express checkout", "express_checkout"),
    ("jetzt kaufen", "buy_now"),
    ("acheter maintenant", "buy_now"),
    ("checkout", "checkout_start"),
    ("check out", "checkout_start"),
    ("proceed to checkout", "checkout_start"),
    ("go to checkout", "checkout_start"),
    ("zur kasse", "checkout_start"),
    ("passer commande", "checkout_start"),
    ("finalizar compra", "checkout_start"),
    ("afrekenen", "checkout_start"),
    ("pay now", "pay_now"),
    ("place order", "order_place"),
    ("add to wishlist", "add_to_wishlist"),
    ("add to wish list", "add_to_wishlist"),
    ("add to favourites", "add_to_wishlist"),
    ("add to favorites", "add_to_wishlist"),
    ("save for later", "add_to_wishlist"),
    ("auf die wunschliste", "add_to_wishlist"),
    ("view cart", "cart_open"),
    ("view bag", "cart_open"),
    ("view basket", "cart_open"),
    ("cart", "cart_open"),
    ("basket", "cart_open"),
    ("bag", "cart_open"),
    ("warenkorb", "cart_open"),
    ("panier", "cart_open"),
    ("remove", "cart_remove"),
    ("update cart", "cart_update"),
    ("apply discount", "discount_apply"),
    ("apply coupon", "discount_apply"),
    ("apply voucher", "discount_apply"),
    ("add voucher", "discount_apply"),
    ("notify me", "back_in_stock_signup"),
    ("email me when", "back_in_stock_signup"),
    ("subscribe", "newsletter_signup"),
    ("sign up for our newsletter", "newsletter_signup"),
    ("newsletter", "newsletter_signup"),
    ("sign up", "sign_up"),
    ("create account", "sign_up"),
    ("create an account", "sign_up"),
    ("open an account", "sign_up"),
    ("register", "sign_up"),
    ("registrieren", "sign_up"),
    ("log in", "login"),
    ("login", "login"),
    ("sign in", "login"),
    ("anmelden", "login"),
    ("size guide", "size_guide_open"),
    ("size chart", "size_guide_open"),
    ("fit guide", "size_guide_open"),
    ("size and fit", "size_guide_open"),
    ("groessentabelle", "size_guide_open"),
    ("guide des tailles", "size_guide_open"),
    ("write a review", "review_write"),
    ("write review", "review_write"),
    ("load more", "load_more"),
    ("show more", "load_more"),
    ("open search", "search_open"),
    ("load image", "gallery_image_click"),
    ("read reviews", "reviews_open"),
    ("sort by", "sort_by_change"),
    ("sortieren nach", "sort_by_change"),
];
