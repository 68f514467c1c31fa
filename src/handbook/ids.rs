//! Ids of what the handbook holds. An id is the file's name, so it is short, kebab-case and stable.

use std::{borrow::Borrow, fmt};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id that reads so. Whether there is such an entity, the handbook tells.
            #[must_use]
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as it stands in files, component ids and output.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// Names a role, such as `tech-lead`.
    RoleId
}
id! {
    /// Names a duty, such as `technology-choice`.
    DutyId
}
id! {
    /// Names a kind of aside, such as `greetings`.
    AsideId
}
id! {
    /// Names an assessment, such as `team-health`.
    AssessmentId
}
id! {
    /// Names a source in `sources.toml`, such as `stevens-2023`.
    SourceId
}
