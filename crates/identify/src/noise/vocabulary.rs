//! The words that tell noise from names, as lists that grow with what is met in shops. How they are used is
//! `noise`'s business.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whole words.
pub(super) type Words = LazyLock<HashSet<&'static str>>;
/// Starts of words.
pub(super) type Prefixes = LazyLock<Vec<&'static str>>;

/// Words in `data-*` names that stand for a state, a count, one product or a framework's bookkeeping.
pub(super) static PASSING_DATA: Words = LazyLock::new(|| {
    "state open opened active visible selected index count expanded loaded current hover value handle \
    product variant sku price url href src image id ids key uid v s cid reactid emotion styled position \
    order total quantity qty json options config date time width height ratio size sizes animation delay \
    duration disabled checked focus loading status initialized processed bound ready section block title \
    name original max min step aos media cart text label"
        .split_ascii_whitespace()
        .collect()
});

/// Starts of ids that frameworks number.
pub(super) static COUNTED_IDS: Prefixes = LazyLock::new(|| {
    "ember react-select- radix- headlessui- mui- mantine- base-ui- ext-gen yui_ uid- uid_ id- svelte- \
    aria- cke_ select2- ui-id- slick-slide swiper-slide-"
        .split_ascii_whitespace()
        .collect()
});

/// Starts of class names that CSS-in-JS and component compilers make.
pub(super) static GENERATED_CLASSES: Prefixes = LazyLock::new(|| {
    "css- sc- svelte- jsx- emotion- styled- jss makeStyles- astro- _ngcontent ng-tns"
        .split_ascii_whitespace()
        .collect()
});

/// Classes that come and go with what a visitor does.
pub(super) static STATES: Words = LazyLock::new(|| {
    "active open opened closed close-active hover focus focused focus-visible disabled enabled selected \
    checked current visible hidden hide show shown in out loading loaded lazyload lazyloaded lazyloading \
    collapsed collapsing expanded animate animated transition sticky stuck scrolled pressed dragging \
    touched dirty pristine valid invalid error success first last odd even initialized ready done fade \
    no-js js aos-animate aos-init busy highlight highlighted unavailable sold-out"
        .split_ascii_whitespace()
        .collect()
});

/// Starts of such classes.
pub(super) static STATE_PREFIXES: Prefixes = LazyLock::new(|| {
    "is- has- js-is- slick- swiper-slide- ng- v-enter v-leave fade- wow".split_ascii_whitespace().collect()
});

/// Classes that say how something looks, or name a building block of a CSS framework.
pub(super) static UTILITIES: Words = LazyLock::new(|| {
    "flex grid block inline inline-block inline-flex contents table relative absolute fixed static \
    container row col clearfix truncate uppercase lowercase capitalize underline italic sr-only \
    visually-hidden visuallyhidden group peer btn-block btn-lg btn-sm btn-xs small large medium full- \
    width pull-left pull-right center left right wrapper inner content clear cf border rounded shadow \
    bold antialiased transform isolate isolation-isolate lead btn button btn-primary btn-secondary btn- \
    default btn-link btn-group form-control form-group form-inline nav-link nav-item dropdown-item \
    dropdown-menu dropdown dropdown-toggle input-group list-unstyled list-inline list-inline-item media \
    badge h0 h1 h2 h3 h4 h5 h6 navbar-dark navbar-light card-body well link list list-menu rte nav item \
    box section img-responsive img-fluid"
        .split_ascii_whitespace()
        .collect()
});

/// Starts of such classes.
pub(super) static UTILITY_PREFIXES: Prefixes = LazyLock::new(|| {
    "m- mt- mb- ml- mr- mx- my- ms- me- p- pt- pb- pl- pr- px- py- ps- pe- w- h- min-w- max-w- min-h- \
    max-h- text- font- bg- border- rounded- shadow- flex- grid- gap- space- items- justify- self- place- \
    content- order- col- row- d- float- align- overflow- z- top- left- right- bottom- inset- opacity- \
    leading- tracking- duration- ease- delay- transition- cursor- object- aspect- basis- grow shrink \
    line-clamp- ring- outline- divide- sm- md- lg- xl- small-- medium-- large-- medium-up-- large-up-- \
    one- two- three- grid__item-- offset- position- color- gradient scroll-trigger page-width isolate \
    underlined- hide- show- hidden- visible-"
        .split_ascii_whitespace()
        .collect()
});

/// What databases number and pages show.
pub(super) const RECORDS: [&str; 13] = [
    "post",
    "product",
    "image",
    "img",
    "photo",
    "picture",
    "media",
    "slide",
    "thumb",
    "thumbnail",
    "review",
    "comment",
    "variant",
];
