//! The suite: a library that each engine calls, through one list, so that both run the same tests.

pub mod additions;
pub mod cast;
pub mod corrections;
pub mod editions;
pub mod media;
pub mod migrations;
pub mod publication;
pub mod publishing;
pub mod together;

mod bench;

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
