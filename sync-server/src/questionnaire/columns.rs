//! What the headings of a survey mean. Spelling varies: capitals, blanks, one colon or two.

/// What a column of the survey holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    Type,
    Name,
    Label(String),
    Hint(String),
    Guidance(String),
    Required,
    RequiredMessage(String),
    Relevant,
    Constraint,
    ConstraintMessage(String),
    Calculation,
    Default,
    Appearance,
    ReadOnly,
    ChoiceFilter,
    Parameters,
    RepeatCount,
    Trigger,
    Disabled,
    /// A picture, a sound or a film beside the words.
    Media,
    /// Columns of other programs that change nothing here.
    Ignored,
    Unknown,
}

/// Reads a heading.
pub(super) fn heading(text: &str) -> Heading {
    let (base, language) = split(text);
    match base.as_str() {
        "type" | "command" => Heading::Type,
        "name" | "value" | "tag" => Heading::Name,
        "label" | "caption" => Heading::Label(language),
        "hint" => Heading::Hint(language),
        "guidance_hint" => Heading::Guidance(language),
        "required" => Heading::Required,
        "required_message" | "requiredmsg" | "jr:requiredmsg" => Heading::RequiredMessage(language),
        "relevant" | "relevance" => Heading::Relevant,
        "constraint" => Heading::Constraint,
        "constraint_message" | "constraining_message" | "jr:constraintmsg" => {
            Heading::ConstraintMessage(language)
        }
        "calculation" | "calculate" => Heading::Calculation,
        "default" => Heading::Default,
        "appearance" => Heading::Appearance,
        "read_only" | "readonly" => Heading::ReadOnly,
        "choice_filter" => Heading::ChoiceFilter,
        "parameters" => Heading::Parameters,
        "repeat_count" | "count" | "jr:count" => Heading::RepeatCount,
        "trigger" => Heading::Trigger,
        "disabled" => Heading::Disabled,
        "image" | "big-image" | "audio" | "video" | "autoplay" => Heading::Media,
        "rows"
        | "no_app_error_string"
        | "noapperrorstring"
        | "buttontext"
        | "compact_tag"
        | "save_to" => Heading::Ignored,
        _ => Heading::Unknown,
    }
}

/// The base of a heading without capitals, and the language behind it.
pub(super) fn split(text: &str) -> (String, String) {
    let mut parts = match text.split_once("::") {
        Some((base, rest)) => vec![base, rest],
        // One colon is an older spelling, for texts alone: `jr:count` is one word.
        None => match text.split_once(':') {
            Some((base, rest)) if is_text(base) => vec![base, rest],
            _ => vec![text],
        },
    };
    let is_wrapper = |base: &str| {
        matches!(base.trim().to_lowercase().as_str(), "bind" | "control" | "body" | "media")
    };
    if let [base, rest] = parts.as_slice()
        && is_wrapper(base)
    {
        parts = rest.splitn(2, "::").collect();
    }
    let base = parts.first().copied().unwrap_or_default().trim().to_lowercase();
    let language = parts.get(1).copied().unwrap_or_default().trim().to_owned();
    (base.split_whitespace().collect::<Vec<_>>().join("_"), language)
}

fn is_text(base: &str) -> bool {
    let base = base.trim().to_lowercase();
    matches!(
        base.as_str(),
        "label"
            | "hint"
            | "media"
            | "image"
            | "audio"
            | "video"
            | "bind"
            | "control"
            | "body"
            | "constraint_message"
            | "required_message"
            | "guidance_hint"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_in_their_spellings() {
        let french = || "Français (fr)".to_owned();
        assert_eq!(heading("label::Français (fr)"), Heading::Label(french()));
        assert_eq!(heading("Label :: Français (fr)"), Heading::Label(french()));
        assert_eq!(heading("label:Français (fr)"), Heading::Label(french()));
        assert_eq!(heading("LABEL"), Heading::Label(String::new()));
        assert_eq!(heading("repeat count"), Heading::RepeatCount);
        assert_eq!(heading("jr:count"), Heading::RepeatCount);
        assert_eq!(heading("bind::relevant"), Heading::Relevant);
        assert_eq!(
            heading("bind::jr:constraintMsg::English"),
            Heading::ConstraintMessage("English".into())
        );
        assert_eq!(heading("media::audio::chinese"), Heading::Media);
        assert_eq!(heading("requiredMsg"), Heading::RequiredMessage(String::new()));
        assert_eq!(heading("Notes to myself"), Heading::Unknown);
    }
}
