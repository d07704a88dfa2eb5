//! `concord user`: accounts, from the server's own command line.

use super::error::CommandError;
use super::record::Record;
use crate::config::Config;
use clap::{Args, Subcommand};
use commands::accounts::{ADD_PERSON, AddPerson, DISABLE_PERSON, ENABLE_PERSON, MAKE_LINK, MakeLink, link_expires};
use commands::{Done, Failure, Handler, Shown, Transaction};
use domain::actor::{Actor, Role};
use domain::person::{Details, Person};
use domain::text::{MailAddress, TextError, Title};
use std::io::{self, Write};
use store::{AsOf, Store, StoreError, Token, Versioned, View};

/// Add, disable, enable and list accounts
///
/// Create the first account here; later ones also on the Accounts page. The log records each change as made by the
/// operator. Accounts have no password until the one-time link is used.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord user add ana.diaz@agency.gov --name 'Ana Diaz' --role administrator
  concord user add lee.okafor@justice.gov \\
    --name 'Lee Okafor' --role liaison --agency DOJ
  concord user link lee.okafor@justice.gov
  concord user disable lee.okafor@justice.gov
  concord user enable lee.okafor@justice.gov
  concord user list")]
pub struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an account, and print a one-time link for setting a password within 72 hours
    Add(Add),
    /// Print a new one-time link. Use this if the first link expired or the password was forgotten
    Link {
        /// The email address of the account
        address: String,
    },
    /// Disable an account. It can't sign in, and its sessions end at once
    Disable {
        /// The email address of the account
        address: String,
    },
    /// Enable a disabled account. Its password is unchanged
    Enable {
        /// The email address of the account
        address: String,
    },
    /// List all accounts: id (as in the security log), address, role, agency, name, and whether it is disabled
    List,
}

#[derive(Debug, Args)]
struct Add {
    /// The email address used to sign in
    address: String,

    /// The name of the account holder
    #[arg(long)]
    name: String,

    /// The role: administrator, secretariat, chair, liaison, or auditor
    #[arg(long, value_parser = role)]
    role: Role,

    /// The code of the agency that a liaison acts for. Example: DOJ
    #[arg(long, value_name = "CODE")]
    agency: Option<String>,
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text)
        .ok_or_else(|| "the role must be administrator, secretariat, chair, liaison, or auditor".to_owned())
}

impl User {
    /// # Errors
    /// When a rule refuses, or there is no such account or agency.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let record = Record::open_to_write(config).await?;
        let store = &record.store;
        let only_looks = matches!(self.what, What::List);
        let done = match self.what {
            What::Add(add) => add.run(config, store, out).await,
            What::Link { address } => link(config, store, &address, out).await,
            What::Disable { address } => disable(store, &address, out).await,
            What::Enable { address } => enable(store, &address, out).await,
            What::List => list(store, out).await,
        };
        done.and(if only_looks { record.leave().await } else { record.close().await })
    }
}

impl Add {
    async fn run(self, config: &Config, store: &Store, out: &mut impl Write) -> Result<(), CommandError> {
        // Asked before anything is written: an account whose link cannot be printed is of no use.
        let origin = config.public_url(config.listen)?.origin();
        let agency = match &self.agency {
            None if self.role == Role::Liaison => return Err(CommandError::LiaisonWithoutAgency),
            None => None,
            Some(code) => {
                let view = all(store).await?;
                let found = view.agency_by_code(code).map_err(|_| CommandError::NoAgency { code: code.clone() })?;
                Some(found.id)
            }
        };
        let name = Title::parse(&self.name).map_err(in_field("--name"))?;
        let details = Details { name, address: read_address(&self.address)?, role: self.role, agency };
        let expires = link_expires();
        let link = perform(store, &ADD_PERSON, AddPerson { details, link_expires: expires }).await?.link;
        link.map_or(Ok(()), |link| print_link(&origin, &link, &store.zone().time(expires), out))
    }
}

/// Does what a command says, as the operator.
async fn perform<A, I, On: Transaction>(
    store: &Store,
    handler: &Handler<A, I, On>,
    input: I,
) -> Result<Done, CommandError> {
    let mut on = On::begin(store, &Actor::Operator).await?;
    let done = (handler.apply)(input, &mut on).await.map_err(|failure| match failure {
        Failure::Store(error) => error,
        // Only forms have hidden fields.
        Failure::NotAForm => StoreError::NotFound,
    })?;
    on.commit().await?;
    Ok(done)
}

async fn link(config: &Config, store: &Store, address: &str, out: &mut impl Write) -> Result<(), CommandError> {
    let Versioned { value: person, .. } = account(store, address).await?;
    if person.disabled {
        return Err(CommandError::Disabled { address: address.to_owned() });
    }
    let (origin, expires) = (config.public_url(config.listen)?.origin(), link_expires());
    let link = perform(store, &MAKE_LINK, MakeLink { of: person.id, expires }).await?.link;
    link.map_or(Ok(()), |link| print_link(&origin, &link, &store.zone().time(expires), out))
}

async fn disable(store: &Store, address: &str, out: &mut impl Write) -> Result<(), CommandError> {
    let Versioned { value: person, version, .. } = account(store, address).await?;
    perform(store, &DISABLE_PERSON, Shown { id: person.id, version }).await?;
    writeln!(out, "Disabled {} and ended its sessions.", person.address).map_err(CommandError::Output)
}

async fn enable(store: &Store, address: &str, out: &mut impl Write) -> Result<(), CommandError> {
    let Versioned { value: person, version, .. } = account(store, address).await?;
    perform(store, &ENABLE_PERSON, Shown { id: person.id, version }).await?;
    writeln!(out, "Enabled {}.", person.address).map_err(CommandError::Output)
}

async fn list(store: &Store, out: &mut impl Write) -> Result<(), CommandError> {
    let view = all(store).await?;
    let people = view.people().await?;
    if people.is_empty() {
        return writeln!(out, "No accounts.").map_err(CommandError::Output);
    }
    for Versioned { value: person, .. } in people {
        write_line(&view, &person, out).map_err(CommandError::Output)?;
    }
    Ok(())
}

fn write_line(view: &View, person: &Person, out: &mut impl Write) -> io::Result<()> {
    let agency = person.agency.and_then(|id| view.agency(id)).map_or("-", |agency| agency.code.as_str());
    let disabled = if person.disabled { "  (disabled)" } else { "" };
    // As a text, so that it fills its column.
    let (id, address, role, name) = (person.id, person.address.to_string(), person.role.code(), &person.name);
    writeln!(out, "{id}  {address:<40} {role:<14} {agency:<12} {name}{disabled}")
}

fn print_link(origin: &str, token: &Token, expires: &str, out: &mut impl Write) -> Result<(), CommandError> {
    let printed = writeln!(out, "{origin}/welcome/{}", token.text()).and_then(|()| {
        writeln!(out, "One-time link for setting a password. Expires {expires}. Don't share it with anyone else.")
    });
    printed.map_err(CommandError::Output)
}

async fn account(store: &Store, address: &str) -> Result<Versioned<Person>, CommandError> {
    let address = read_address(address)?;
    let people = all(store).await?.people().await?;
    let found = people.into_iter().find(|seen| seen.value.address == address);
    found.ok_or_else(|| CommandError::NoAccount { address: address.to_string() })
}

async fn all(store: &Store) -> Result<View, CommandError> {
    Ok(store.view(&Actor::Operator, &AsOf::Now).await?)
}

fn read_address(text: &str) -> Result<MailAddress, CommandError> {
    MailAddress::parse(text).map_err(in_field("The address"))
}

fn in_field(field: &'static str) -> impl FnOnce(TextError) -> CommandError {
    move |fault| CommandError::Text { field, fault }
}
