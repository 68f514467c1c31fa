//! What the list of tables is made of.

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The schema that brought it: its number, from 1.
    pub since: usize,
    /// To which server a row belongs.
    pub scope: Scope,
    /// The columns by which its rows are put in order, each row at its own place.
    pub key: &'static [&'static str],
    /// Its columns, in the order of the schema.
    pub columns: &'static [Column],
}

/// To which server a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The one in its column `guild`.
    Guild,
    /// That of the row of another table, which has a column `guild`, whose `id` is in this column.
    Of {
        /// The column.
        column: &'static str,
        /// The other table.
        table: &'static str,
    },
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

impl Column {
    /// Whether it holds text; else it holds whole numbers of 64 bits.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        matches!(self.holds, Holds::Text | Holds::Secret)
    }
}

/// What a column holds. Everything but texts and secrets is a whole number of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A text. One that people write may mention somebody.
    Text,
    /// A text that nobody is shown: a key, or who cast a ballot, which stands in a column for people beside it where it may be known.
    Secret,
    /// A number that is no id: a count, or yes and no as 1 and 0.
    Number,
    /// Milliseconds since the Unix epoch.
    Moment,
    /// An id of ours.
    Own,
    /// An id of Discord's that is not a person's.
    Discord,
    /// A person.
    Person {
        /// The column that says, with the word `member`, that it is a person; none where it always is.
        where_member: Option<&'static str>,
        /// What becomes of it when the person's data is erased.
        erasure: Erasure,
    },
}

/// What becomes of a person in a row when their data is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// The row stays, without them: "a former member".
    Empties,
    /// The row goes.
    TakesRow,
}

pub(super) const fn text(name: &'static str) -> Column {
    Column { name, holds: Holds::Text }
}

pub(super) const fn secret(name: &'static str) -> Column {
    Column { name, holds: Holds::Secret }
}

pub(super) const fn number(name: &'static str) -> Column {
    Column { name, holds: Holds::Number }
}

pub(super) const fn moment(name: &'static str) -> Column {
    Column { name, holds: Holds::Moment }
}

pub(super) const fn own(name: &'static str) -> Column {
    Column { name, holds: Holds::Own }
}

pub(super) const fn discord(name: &'static str) -> Column {
    Column { name, holds: Holds::Discord }
}

pub(super) const fn person(name: &'static str, erasure: Erasure) -> Column {
    Column { name, holds: Holds::Person { where_member: None, erasure } }
}

pub(super) const fn holder(name: &'static str, kind: &'static str, erasure: Erasure) -> Column {
    Column { name, holds: Holds::Person { where_member: Some(kind), erasure } }
}

impl Table {
    /// Its columns as a statement names them.
    #[must_use]
    pub fn column_list(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        names.join(", ")
    }

    /// The condition for rows of the server that is the statement's first argument.
    #[must_use]
    pub fn of_guild(&self) -> String {
        match self.scope {
            Scope::Guild => "guild = $1".into(),
            Scope::Of { column, table } => format!("{column} IN (SELECT id FROM {table} WHERE guild = $1)"),
        }
    }

    /// The columns that can hold a person.
    pub fn people(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().filter(|column| matches!(column.holds, Holds::Person { .. }))
    }
}

impl Column {
    /// The condition for rows in which this column holds the person that is the statement's second argument; none for a column that holds
    /// no people.
    #[must_use]
    pub fn is_person(&self) -> Option<String> {
        match self.holds {
            Holds::Person { where_member: None, .. } => Some(format!("{} = $2", self.name)),
            Holds::Person { where_member: Some(kind), .. } => {
                Some(format!("({} = $2 AND {kind} = 'member')", self.name))
            }
            _ => None,
        }
    }
}
