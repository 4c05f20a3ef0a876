//! A typed id per noun, over i64.

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub i64);
        )+
    };
}

id! {
    /// Names a newsletter.
    NewsletterId,
    /// Names a request: a form somebody sent, sealed, not yet opened.
    RequestId,
    /// Names a subscriber.
    SubscriberId,
    /// Names a subscription.
    SubscriptionId,
    /// Names a mailing.
    MailingId,
    /// Names a delivery.
    DeliveryId,
    /// Names a notice.
    NoticeId,
}
