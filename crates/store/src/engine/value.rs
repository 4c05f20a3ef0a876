//! Values as both engines take them: whole numbers, text, bytes, each perhaps null.

use jiff::{Timestamp, civil::Date};
use newsroom::{
    Base, BylineSlug, CommentarySlug, EditionSlug, Language, MediaHash, PageSlug, PublicationId, SectionSlug,
};

/// A value for a placeholder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A whole number; an instant in microseconds; 0 or 1.
    Number(Option<i64>),
    /// Text; a civil date; a word.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

impl<T: Into<Value>> From<Option<T>> for Value
where
    T: Nullable,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(T::NULL, Into::into)
    }
}

/// Which null a type has: PostgreSQL wants to know.
pub(crate) trait Nullable {
    /// No value of this type.
    const NULL: Value;
}

macro_rules! value {
    ($($type:ty => $kind:ident, |$value:ident| $into:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                Self::$kind(Some($into))
            }
        }
        impl Nullable for $type {
            const NULL: Value = Value::$kind(None);
        }
    )*};
}

value! {
    i64 => Number, |value| value;
    u32 => Number, |value| i64::from(value);
    bool => Number, |value| i64::from(value);
    // Positions in lists, far below the bound.
    usize => Number, |value| i64::try_from(value).unwrap_or(i64::MAX);
    Timestamp => Number, |value| value.as_microsecond();
    &str => Text, |value| value.to_owned();
    String => Text, |value| value;
    Date => Text, |value| value.to_string();
    PublicationId => Text, |value| value.to_string();
    &EditionSlug => Text, |value| value.to_string();
    &SectionSlug => Text, |value| value.to_string();
    &CommentarySlug => Text, |value| value.to_string();
    &BylineSlug => Text, |value| value.to_string();
    &PageSlug => Text, |value| value.to_string();
    &Language => Text, |value| value.to_string();
    &MediaHash => Text, |value| value.to_string();
    &Base => Text, |value| value.to_string();
    Vec<u8> => Bytes, |value| value;
}
