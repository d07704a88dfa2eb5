//! What the security log tells apart: who came in, who was kept out, what was done to accounts, what was taken away.

/// What an entry of the security log is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecurityEvent {
    SignedIn,
    /// The address or the password was not right.
    SignInFailed,
    /// There were too many wrong guesses before, so the password was not looked at.
    SignInDelayed,
    SignedOut,
    SignedOutEverywhere,
    /// Someone ended a session of their own on another device.
    SessionEnded,
    LinkMade,
    LinkUsed,
    /// A one-time link was tried that is not good, or too often.
    LinkRefused,
    PasswordChanged,
    /// Someone who is signed in gave a wrong current password.
    PasswordRefused,
    AccountAdded,
    AccountChanged,
    AccountDisabled,
    AccountEnabled,
    Downloaded,
    /// A file was compared with the record.
    FileChecked,
    PermissionRefused,
}

impl SecurityEvent {
    pub const ALL: [SecurityEvent; 18] = [
        SecurityEvent::SignedIn,
        SecurityEvent::SignInFailed,
        SecurityEvent::SignInDelayed,
        SecurityEvent::SignedOut,
        SecurityEvent::SignedOutEverywhere,
        SecurityEvent::SessionEnded,
        SecurityEvent::LinkMade,
        SecurityEvent::LinkUsed,
        SecurityEvent::LinkRefused,
        SecurityEvent::PasswordChanged,
        SecurityEvent::PasswordRefused,
        SecurityEvent::AccountAdded,
        SecurityEvent::AccountChanged,
        SecurityEvent::AccountDisabled,
        SecurityEvent::AccountEnabled,
        SecurityEvent::Downloaded,
        SecurityEvent::FileChecked,
        SecurityEvent::PermissionRefused,
    ];

    /// As it is written in the log and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            SecurityEvent::SignedIn => "signed-in",
            SecurityEvent::SignInFailed => "sign-in-failed",
            SecurityEvent::SignInDelayed => "sign-in-delayed",
            SecurityEvent::SignedOut => "signed-out",
            SecurityEvent::SignedOutEverywhere => "signed-out-everywhere",
            SecurityEvent::SessionEnded => "session-ended",
            SecurityEvent::LinkMade => "link-made",
            SecurityEvent::LinkUsed => "link-used",
            SecurityEvent::LinkRefused => "link-refused",
            SecurityEvent::PasswordChanged => "password-changed",
            SecurityEvent::PasswordRefused => "password-refused",
            SecurityEvent::AccountAdded => "account-added",
            SecurityEvent::AccountChanged => "account-changed",
            SecurityEvent::AccountDisabled => "account-disabled",
            SecurityEvent::AccountEnabled => "account-enabled",
            SecurityEvent::Downloaded => "downloaded",
            SecurityEvent::FileChecked => "file-checked",
            SecurityEvent::PermissionRefused => "permission-refused",
        }
    }

    /// The event with that code.
    pub fn from_code(code: &str) -> Option<SecurityEvent> {
        SecurityEvent::ALL.into_iter().find(|event| event.code() == code)
    }

    /// Whether it refuses someone, who may try again at once and without end: such entries are counted together.
    pub const fn is_refusal(self) -> bool {
        match self {
            SecurityEvent::SignInFailed
            | SecurityEvent::SignInDelayed
            | SecurityEvent::LinkRefused
            | SecurityEvent::PasswordRefused
            | SecurityEvent::PermissionRefused => true,
            SecurityEvent::SignedIn
            | SecurityEvent::SignedOut
            | SecurityEvent::SignedOutEverywhere
            | SecurityEvent::SessionEnded
            | SecurityEvent::LinkMade
            | SecurityEvent::LinkUsed
            | SecurityEvent::PasswordChanged
            | SecurityEvent::AccountAdded
            | SecurityEvent::AccountChanged
            | SecurityEvent::AccountDisabled
            | SecurityEvent::AccountEnabled
            | SecurityEvent::Downloaded
            | SecurityEvent::FileChecked => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_event_has_a_code_of_its_own_by_which_it_is_found() {
        let codes: BTreeSet<&str> = SecurityEvent::ALL.into_iter().map(SecurityEvent::code).collect();
        assert_eq!(codes.len(), SecurityEvent::ALL.len());
        for event in SecurityEvent::ALL {
            assert_eq!(SecurityEvent::from_code(event.code()), Some(event));
        }
        assert_eq!(SecurityEvent::from_code("guessed"), None);
    }
}
