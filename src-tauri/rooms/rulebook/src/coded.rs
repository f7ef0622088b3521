//! One macro for every closed vocabulary: a code for machines, a Chinese label for people.

/// Declares an enum whose variants carry a stable English code and a Chinese label.
///
/// The enum gets `ALL`, `code`, `label`, `Display` (the label), `FromStr` (code, label or one of
/// the further spellings after `|`) and serde by code. The error of `FromStr` is
/// [`UnknownTerm`], which lists what would have been understood.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        pub enum $name:ident ($what:literal) {
            $( $(#[$vmeta:meta])* $variant:ident = $code:literal / $label:literal $(| $alias:literal)* , )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$vmeta])* $variant, )+
        }

        impl $name {
            /// Every value, in the order of the glossary.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The stable code that machines and the store use.
            pub const fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }

            /// The Chinese term that people read.
            pub const fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )+ }
            }
        }

        impl $crate::Coded for $name {
            const NAME: &'static str = stringify!($name);

            fn words() -> Vec<(&'static str, &'static str)> {
                Self::ALL.iter().map(|value| (value.code(), value.label())).collect()
            }
        }

        #[cfg(feature = "contract")]
        impl ::ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn name(_: &::ts_rs::Config) -> String {
                stringify!($name).to_owned()
            }

            fn inline(_: &::ts_rs::Config) -> String {
                let codes: Vec<String> =
                    Self::ALL.iter().map(|value| format!("\"{}\"", value.code())).collect();
                codes.join(" | ")
            }

            fn decl(cfg: &::ts_rs::Config) -> String {
                format!("type {} = {};", stringify!($name), Self::inline(cfg))
            }

            fn decl_concrete(cfg: &::ts_rs::Config) -> String {
                Self::decl(cfg)
            }

            fn output_path() -> Option<::std::path::PathBuf> {
                // The contract is one file; a path only marks a type that has a declaration.
                Some(concat!(stringify!($name), ".ts").into())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.label())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownTerm;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text.trim() {
                    $( $code | $label $(| $alias)* => Ok(Self::$variant), )+
                    other => Err($crate::UnknownTerm {
                        what: $what,
                        given: other.to_owned(),
                        known: Self::ALL.iter().map(|value| value.label()).collect(),
                    }),
                }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use coded;

/// A closed vocabulary, for whoever lists its words: the page's labels, the glossary.
pub trait Coded {
    /// Name of the vocabulary in code.
    const NAME: &'static str;

    /// Every word as code and label, in the order of the glossary.
    fn words() -> Vec<(&'static str, &'static str)>;
}

/// A word that is not in one of the closed vocabularies.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}里没有“{given}”；可用的有：{}", known.join("、"))]
pub struct UnknownTerm {
    /// Which vocabulary was asked (Chinese).
    pub what: &'static str,
    /// What was given.
    pub given: String,
    /// The labels that are understood.
    pub known: Vec<&'static str>,
}
