//! The accounts: one for each role, and a liaison for each agency that leads something.

use domain::actor::Role;

/// An account of the demonstration. Its address is `name@demo.concord.example`.
#[derive(Clone, Copy, Debug)]
pub struct Player {
    pub name: &'static str,
    pub shown: &'static str,
    pub role: Role,
    pub agency: &'static str,
}

const fn liaison(name: &'static str, shown: &'static str, agency: &'static str) -> Player {
    Player { name, shown, role: Role::Liaison, agency }
}

/// The office that keeps the plans.
pub const SECRETARIAT: &str = "secretariat";

pub const PLAYERS: &[Player] = &[
    Player { name: "administrator", shown: "Administrator", role: Role::Administrator, agency: "DOS-TIP" },
    Player { name: SECRETARIAT, shown: "Secretariat, TIP Office", role: Role::Secretariat, agency: "DOS-TIP" },
    Player { name: "chair", shown: "Office of the Secretary of State", role: Role::Chair, agency: "DOS" },
    Player { name: "auditor", shown: "Auditor", role: Role::Auditor, agency: "GAO" },
    liaison("justice", "Department of Justice", "DOJ"),
    liaison("homeland", "Department of Homeland Security", "DHS"),
    liaison("uscis", "Citizenship and Immigration Services", "USCIS"),
    liaison("hhs", "Health and Human Services", "HHS"),
    liaison("state", "Department of State", "DOS"),
    liaison("labor", "Department of Labor", "DOL"),
    liaison("treasury", "Department of the Treasury", "TREAS"),
    liaison("defense", "Department of Defense", "DOD"),
    liaison("education", "Department of Education", "ED"),
    liaison("usaid", "Agency for International Development", "USAID"),
    liaison("commerce", "Department of Commerce", "DOC"),
    liaison("interior", "Department of the Interior", "DOI"),
    liaison("transportation", "Department of Transportation", "DOT"),
    liaison("agriculture", "Department of Agriculture", "USDA"),
    liaison("odni", "Director of National Intelligence", "ODNI"),
    liaison("omb", "Office of Management and Budget", "OMB"),
    liaison("ustr", "Trade Representative", "USTR"),
    liaison("eeoc", "Equal Employment Opportunity Commission", "EEOC"),
];
