//! The suite: a library that each engine calls, through one list, so that both run the same tests.

pub mod additions;
pub mod cast;
pub mod corrections;
pub mod editions;
pub mod mail_deliveries;
pub mod mail_list;
pub mod mail_mailings;
pub mod mail_secrecy;
pub mod media;
pub mod migrations;
pub mod publication;
pub mod publishing;
pub mod together;

mod bench;
mod mail_bench;

pub use bench::{Bench, Desk};

/// Every test there is. The target has a function `bench` that gives an empty database.
macro_rules! on_both_engines {
    () => {
        on_both_engines! {
            migrations {
                four_at_once
                the_lease_of_a_dead_migrator_runs_out
                a_process_killed_within_leaves_a_working_database
                a_newer_database_is_refused
                opens_what_the_environment_names
            }
            editions {
                nothing_is_there_at_first
                a_draft_comes_back_as_it_was_settled
                a_published_one_comes_back_and_is_in_the_archive
                importing_twice_changes_nothing
                instants_are_cut_to_microseconds
                the_newest_base_is_taken_and_another_refused
                nothing_is_written_when_anything_is_objected
                what_the_publication_does_not_have_is_objected
                a_section_leaves_a_draft_and_comes_back
                a_draft_is_rewritten_freely
                an_edition_needs_a_publication
                what_is_said_in_mails_changes_without_a_correction
            }
            additions {
                a_translation_comes_later
                a_second_commentary_comes_later
                a_verdict_comes_later
            }
            corrections {
                a_correction_keeps_what_was_there
                a_second_correction_counts_on
                a_minor_change_leaves_no_note
                a_verdict_and_bylines_are_corrected
                an_archive_brings_its_corrections
                an_older_correction_is_brought_later
            }
            publishing {
                numbers_run_on
                a_draft_with_its_number_keeps_it
                a_flash_edition_has_no_number
                every_text_is_public_since_then
                an_archive_is_published_by_its_import
                a_draft_is_published_by_an_import
                it_happens_once
                withdrawing_says_why
                a_draft_is_removed_whole_and_an_edition_is_not
                the_generation_rises_when_readers_see_a_change
                the_audit_is_a_chain
            }
            publication {
                it_comes_back_as_it_was_proposed
                importing_twice_changes_nothing
                what_editions_hold_cannot_be_left_out
                a_section_is_renamed_and_another_comes
                a_standing_page_is_rewritten_and_goes
                a_redirect_is_found
            }
            media {
                a_picture_put_twice_is_there_once
                a_source_leads_to_its_master
                other_bytes_are_refused
                an_edition_shows_its_picture
            }
            together {
                of_two_imports_one_wins_and_the_other_is_told
                an_import_on_an_older_state_is_told
                readers_see_one_state
                publishing_from_two_sides_happens_once
            }
            mail_list {
                newsletters_come_back
                newsletters_are_imported_with_the_publication
                a_newsletter_is_in_languages_of_the_publication
                a_newsletter_left_out_stays_for_its_readers
                a_form_becomes_a_pending_subscriber
                a_form_is_opened_once
                one_address_asked_for_at_once_is_one_subscriber
                whoever_asks_for_a_link_is_not_entered
                either_mail_confirms_what_was_asked_for_twice
                an_address_is_found_under_older_keys
                too_many_unopened_forms_are_refused
                two_browsers_confirm_once
                a_confirming_link_is_good_for_seven_days_from_its_mail
                what_nobody_can_confirm_is_forgotten
                asking_again_does_not_stop_the_days
                forgetting_leaves_things_as_they_were
                the_seal_goes_with_the_last_subscription
                whoever_refuses_is_never_written_to
                of_the_erased_nothing_stays_but_the_hash
                preferences_change_together
                a_link_does_only_what_it_is_for
                an_operator_leaves_and_suppresses_and_is_audited
                a_list_moved_in_is_confirmed_and_mailed
                no_list_brings_back_who_went
                no_strangers_asking_makes_way_for_a_list
            }
            mail_mailings {
                an_edition_is_published_with_its_mailings
                within_the_grace_edition_and_mailings_are_taken_back
                a_mailing_that_began_is_not_taken_back
                withdrawing_ends_what_is_going
                a_mailing_begins_once
                choices_decide_who_gets_it
                whoever_added_it_in_the_preferences_can_leave_it
                a_mailing_to_many_begins_whole
                a_mailing_let_go_on_after_its_hour_is_due_then
                a_person_steers_a_mailing
                a_mailing_left_behind_is_seen
            }
            mail_deliveries {
                two_workers_claim_different_ones
                a_lost_lease_returns_the_delivery
                what_a_worker_gives_back_is_free_at_once
                whoever_dies_within_leaves_nothing_half_done
                only_the_recipients_refusal_suppresses
                a_deferral_waits_and_ends_in_three_days
                waiting_for_a_route_costs_nothing
                leaving_half_way_takes_back_what_waits
                leaving_one_newsletter_leaves_the_others_mailings
                closed_lanes_are_passed_over
                counts_stay_when_deliveries_go
                what_comes_back_never_rewrites_the_delivery
                notices_are_claimed_and_settled_like_deliveries
                a_second_worker_needs_a_server
            }
            mail_secrecy {
                an_address_is_nowhere_in_the_clear
                a_token_is_nowhere_in_the_clear
                a_swapped_or_planted_seal_does_not_open
            }
        }
    };
    ($($module:ident { $($test:ident)* })*) => {$(
        mod $module {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $test() {
                    crate::suite::$module::$test(crate::bench().await).await;
                }
            )*
        }
    )*};
}
