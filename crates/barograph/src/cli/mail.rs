//! The verbs of `barograph newsletter`, `subscriber` and `mailing`.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum NewsletterVerb {
    /// List the newsletters, with how many are confirmed on each
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SubscriberVerb {
    /// Count subscribers by state, and subscriptions by newsletter
    Count {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what is held about one address
    #[command(
        after_help = "Examples:\n  barograph subscriber find\n  barograph subscriber find --json < address.txt\n\nThe address is asked for, or read from standard input, so that it stays in no shell's history. Audited."
    )]
    Find {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Leave every newsletter for somebody who cannot
    #[command(
        after_help = "Example:\n  barograph subscriber leave\n\nAsks for the address, and before it acts. Audited."
    )]
    Leave {
        /// Do not ask
        #[arg(long)]
        yes: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Erase all we hold about somebody, for good
    #[command(
        after_help = "Example:\n  barograph subscriber erase\n\nNothing stays but a hash that bars imports. Asks for the address, and before it acts. Audited."
    )]
    Erase {
        /// Do not ask
        #[arg(long)]
        yes: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailingVerb {
    /// List the mailings, newest first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show one mailing: its audience, and what became of each part of it
    #[command(after_help = "Example:\n  barograph mailing show 2020-06-22/be-ru --json")]
    Show {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Hold a mailing: nothing more of it is taken in hand until it is resumed
    #[command(after_help = "Example:\n  barograph mailing pause 2020-06-22/be-ru")]
    Pause {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Let a mailing that is held go on
    #[command(
        after_help = "Example:\n  barograph mailing resume 2020-06-22/be-ru\n\nA mailing whose hour was missed by more than two hours, or that was left half mailed for as long, is held and\nwaits for this."
    )]
    Resume {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// End a mailing: who has not been mailed yet will not be
    #[command(after_help = "Example:\n  barograph mailing cancel 2020-06-22/be-ru\n\nAsks before it acts.")]
    Cancel {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Try again what was refused or has expired, where there is still somebody to write to
    #[command(after_help = "Example:\n  barograph mailing retry 2020-06-22/be-ru")]
    Retry {
        /// EDITION/NEWSLETTER
        mailing: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}
