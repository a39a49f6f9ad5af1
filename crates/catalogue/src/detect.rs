//! Detectors: for each entry of the catalogue, where on a page it is. Each weighs what speaks for an element and against
//! it, in plain words, and says nothing rather than something doubtful. All share one look at the page.

mod around;
mod breadcrumbs;
mod capture;
mod cart;
mod checkout;
mod filters;
mod home;
mod links;
mod lists;
mod pictures;
mod product;
mod variants;
mod weigh;

use waymark_identify::NodeId;
use waymark_model::Trigger;

use crate::page::Page;

/// What a detector found.
#[derive(Clone, Debug)]
pub struct Found {
    pub nodes: Vec<NodeId>,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// The end of a sentence that begins with "It".
    pub reason: String,
    /// What should make it fire here, where that is not the entry's own trigger.
    pub trigger: Option<Trigger>,
}

impl Found {
    /// Several elements, found for one reason. None when there are none.
    fn set(nodes: Vec<NodeId>, confidence: f32, reason: &str) -> Option<Self> {
        (!nodes.is_empty()).then(|| Self { nodes, confidence, reason: reason.to_owned(), trigger: None })
    }

    fn one(node: NodeId, confidence: f32, reason: &str) -> Self {
        Self { nodes: vec![node], confidence, reason: reason.to_owned(), trigger: None }
    }

    fn by(self, trigger: Trigger) -> Self {
        Self { trigger: Some(trigger), ..self }
    }
}

/// Looks for an entry on a page. None where it is not there, not told for sure, or told by no page (seen by hand only).
pub fn find(id: &str, page: &Page<'_>) -> Option<Found> {
    match id {
        "search" => around::search(page),
        "search_open" => around::search_open(page),
        "menu_open" => around::menu_open(page),
        "menu_click" => around::menu_click(page),
        "account_open" => around::account_open(page),
        "wishlist_open" => around::wishlist_open(page),
        "cart_open" => around::cart_open(page),
        "region_change" => around::region_change(page),
        "announcement_click" => around::announcement_click(page),
        "breadcrumb_click" => breadcrumbs::breadcrumb_click(page),
        "shipping_policy_click" => links::shipping_policy(page),
        "returns_policy_click" => links::returns_policy(page),
        "faq_click" => links::faq(page),
        "contact_click" => links::contact(page),
        "store_locator_click" => links::store_locator(page),
        "social_click" => links::social(page),
        "phone_click" => links::phone(page),
        "chat_open" => links::chat(page),
        "quiz_start" => links::quiz(page),
        "select_item" => lists::select_item(page),
        "quick_add_to_cart" => lists::quick_add_to_cart(page),
        "quick_view" => lists::quick_view(page),
        "wishlist_from_list" => lists::wishlist_from_list(page),
        "filter_open" => filters::filter_open(page),
        "filter_use" => filters::filter_use(page),
        "sort_use" => filters::sort_use(page),
        "list_page_next" => filters::next_page(page),
        "category_click" => filters::category_click(page),
        "collection_tile_click" => home::collection_tiles(page),
        "hero_click" => home::hero_click(page),
        "article_click" => home::article_click(page),
        "related_product_click" => lists::related_products(page),
        "cart_upsell_click" => lists::upsell(page),
        "video_play" => pictures::video(page),
        "gallery_view" => pictures::gallery(page),
        "image_zoom" => pictures::image_zoom(page),
        "variant_select" => variants::variants(page),
        "quantity_change" => product::quantity(page),
        "size_chart_open" => product::size_chart(page),
        "accordion_open" => product::accordion(page),
        "ingredients_open" => product::ingredients(page),
        "add_to_wishlist" => product::add_to_wishlist(page),
        "compare_add" => product::compare(page),
        "share" => product::share(page),
        "reviews_click" => product::reviews(page),
        "review_write" => product::review_write(page),
        "ask_question" => product::ask_question(page),
        "pickup_check" => product::pickup(page),
        "add_to_cart" => cart::add_to_cart(page),
        "buy_now_click" => cart::buy_now(page),
        "express_pay_click" => cart::express_pay(page),
        "subscription_select" => cart::subscription(page),
        "begin_checkout" => cart::begin_checkout(page),
        "cart_quantity_change" => cart::line_quantities(page),
        "remove_from_cart" => cart::line_removals(page),
        "discount_apply" => cart::discount(page),
        "shipping_estimate" => cart::shipping_estimate(page),
        "cart_note" => cart::note(page),
        "continue_shopping" => cart::continue_shopping(page),
        "newsletter_signup" => capture::newsletter(page),
        "popup_signup" => capture::popup(page),
        "back_in_stock_signup" => capture::back_in_stock(page),
        "contact_submit" => capture::contact(page),
        "review_submit" => capture::review(page),
        "login" => capture::login(page),
        "sign_up" => capture::sign_up(page),
        "checkout_contact" => checkout::contact(page),
        "checkout_step" => checkout::step(page),
        "add_shipping_info" => checkout::shipping(page),
        "add_payment_info" => checkout::payment(page),
        "order_place" => checkout::place_order(page),
        _ => None,
    }
}
