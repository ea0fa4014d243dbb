//! Why a row is refused, and what was mended in a row that was taken.

/// Why a row cannot become a building; the first fault found, with the text that is at fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// There is no street name.
    #[error("the street has no name")]
    StreetEmpty,
    /// There is no commune name.
    #[error("the commune has no name")]
    CommuneEmpty,
    /// A name holds control characters or marks of a lost encoding, or is over 200 characters.
    #[error("the name {0:?} is not one readable line of at most 200 characters")]
    NameUnfit(String),
    /// There is no number.
    #[error("the number is missing")]
    NumberMissing,
    /// The number is not a whole number from 0 to 9999.
    #[error("the number {0:?} is not a whole number from 0 to 9999")]
    NumberInvalid(String),
    /// The number is 99999, the format's way to publish a street that has no numbers.
    #[error("the street {0:?} is published without numbers")]
    StreetWithoutNumbers(String),
    /// The interoperability key has not the form `commune_street_number[_suffix]`.
    #[error("the key {0:?} is not of the form commune_street_number[_suffix]")]
    KeyMalformed(String),
    /// The interoperability key names another number than the row.
    #[error("the key {0:?} names another number than its row")]
    KeyNumberDiffers(String),
    /// The commune code cannot be an INSEE code, and the file does not say what is right.
    #[error("the code {written:?} of {commune} is not an INSEE code, and no other row tells it")]
    CommuneCodeInvalid {
        /// What stands for the code.
        written: String,
        /// The name of the commune.
        commune: String,
    },
    /// What follows the number is not a suffix.
    #[error("the suffix {0:?} is not one to four letters and digits that begin with a letter")]
    SuffixInvalid(String),
}

impl AddressFault {
    /// The stable code of this fault, by which a person's text is chosen.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::StreetEmpty => "street-empty",
            Self::CommuneEmpty => "commune-empty",
            Self::NameUnfit(_) => "name-unfit",
            Self::NumberMissing => "number-missing",
            Self::NumberInvalid(_) => "number-invalid",
            Self::StreetWithoutNumbers(_) => "street-without-numbers",
            Self::KeyMalformed(_) => "key-malformed",
            Self::KeyNumberDiffers(_) => "key-number-differs",
            Self::CommuneCodeInvalid { .. } => "commune-code-invalid",
            Self::SuffixInvalid(_) => "suffix-invalid",
        }
    }
}

/// What was put right in a row, with the text as it stood there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mend {
    /// The street has no name, and the hamlet (lieu-dit) stands in for it.
    #[error("the street has no name; the place {0:?} stands in for it")]
    StreetFromPlace(String),
    /// The number was written as a fraction.
    #[error("the number {0:?} is read as {1}")]
    NumberForm(String, u32),
    /// The number and its suffix were written in one field.
    #[error("the number {0:?} is read as {1} and the suffix {2}")]
    NumberWithSuffix(String, u32, String),
    /// The key is empty or malformed; commune, street and number name the address.
    #[error("the key {0:?} is no key; a new one is made of commune, street and number")]
    KeyBuilt(String),
    /// The commune code was wrong.
    #[error("the commune code {written:?} is read as {read}, which the file says elsewhere")]
    CommuneCode {
        /// What stood for the code.
        written: String,
        /// The code.
        read: String,
    },
    /// Only the key has a suffix.
    #[error("the suffix {0} stands in the key alone, and is taken from there")]
    SuffixFromKey(String),
    /// The degrees were written with a decimal comma.
    #[error("the position {0:?} is read with decimal commas")]
    PositionComma(String),
    /// The degrees are not a place in France; the Lambert-93 position is.
    #[error("the position {0:?} is not in France; the Lambert-93 columns are taken instead")]
    PositionFromLambert(String),
    /// The position is no place in France.
    #[error("the position {0:?} is not in France, and is left out")]
    PositionDropped(String),
    /// What the position points at is not one of the format's words.
    #[error("{0:?} says nothing about what the position points at, and is left out")]
    PositionKind(String),
    /// The date was written in another form.
    #[error("the date {0:?} is read as {1}")]
    DateForm(String, chrono::NaiveDate),
    /// The date is no day.
    #[error("the date {0:?} is no day of the calendar, and is left out")]
    DateDropped(String),
}

impl Mend {
    /// The stable code of this mend, by which a person's text is chosen.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::StreetFromPlace(_) => "street-from-place",
            Self::NumberForm(..) => "number-form",
            Self::NumberWithSuffix(..) => "number-with-suffix",
            Self::KeyBuilt(_) => "key-built",
            Self::CommuneCode { .. } => "commune-code",
            Self::SuffixFromKey(_) => "suffix-from-key",
            Self::PositionComma(_) => "position-comma",
            Self::PositionFromLambert(_) => "position-from-lambert",
            Self::PositionDropped(_) => "position-dropped",
            Self::PositionKind(_) => "position-kind",
            Self::DateForm(..) => "date-form",
            Self::DateDropped(_) => "date-dropped",
        }
    }
}
