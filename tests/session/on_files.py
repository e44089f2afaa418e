"""The tests of the session that are about files, with the reason why: all others run on both stores."""

from __future__ import annotations

ABOUT_FILES: dict[str, tuple[str, ...]] = {
    "they search the files for what is left of somebody": (
        "test_letters",
        "test_erasing.test_the_tokens_are_there_before",
        "test_erasing.test_nothing_of_a_person_is_left_in_the_folder",
        "test_forgetting.test_not_a_word_is_left_in_any_file_and_the_person_and_the_others_stay",
    ),
    "they look at what lies beside the data files": ("test_packing", "test_movements_at_rest"),
    "they copy the folder, or put another in its place": (
        "test_set_back",
        "test_erasing_beside.test_copies_beside_a_data_file_that_is_a_link_are_found_where_it_leads",
        "test_erasing.test_stopped_between_the_change_and_the_purge_it_is_finished_by_the_next_change",
    ),
    "they write into a file as another program would": (
        "test_numbers",
        "test_reading",
        "test_erasing.test_an_event_that_hands_have_mangled_keeps_nobody_from_being_erased",
        "test_movements.test_an_event_that_cannot_be_read_is_left_out",
        "test_saving.test_a_damaged_line_met_while_open_is_told",
        "test_saving.test_a_record_that_cannot_be_read_is_named_and_takes_nothing_down",
        "test_time_travel.test_an_event_that_cannot_be_read_is_passed_over",
        "test_time_travel.test_a_time_with_an_offset_is_understood",
    ),
    "they have the disk fail, or look at what rests on it": (
        "test_saving.test_what_was_written_whole_though_the_disk_said_no_is_not_done_twice",
        "test_saving.test_files_at_rest_follow_when_nothing_goes_on",
    ),
}


def is_about_files(module: str, test: str) -> bool:
    """Return whether a test, or all of its module, is about files."""
    return any(module in names or f"{module}.{test}" in names for names in ABOUT_FILES.values())
