/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/nearest.h"
#include "base/yaml.h"

static truce_status read_text(arena *a, const char *text, const yaml_node **out, truce_error *err) {
    return yaml_read(a, "t", text, strlen(text), out, err);
}

static void nodes_know_their_place(void **state) {
    (void)state;
    arena *a = arena_new();
    const yaml_node *root;
    truce_error err;
    assert_int_equal(read_text(a, "# words\nd\xc3\xa9j\xc3\xa0: [one, 'two', [] ]\nmap: { }\n", &root, &err), TRUCE_OK);
    assert_int_equal(root->kind, YAML_MAP);
    assert_int_equal(root->n, 2);
    const yaml_node *list = root->v[1], *two = list->v[1];
    assert_string_equal(root->v[0]->text, "d\xc3\xa9j\xc3\xa0");
    assert_int_equal(list->n, 3);
    assert_true(list->v[0]->plain);
    assert_false(two->plain);
    assert_string_equal(two->text, "two");
    assert_int_equal(two->line, 2);
    assert_int_equal(two->column, 13); /* characters, not bytes */
    assert_string_equal(yaml_kind_text(list->v[2]), "a list");
    assert_string_equal(yaml_kind_text(root->v[3]), "a map");
    assert_string_equal(yaml_kind_text(two), "a text");
    arena_free(a);
}

static void no_document_is_no_error(void **state) {
    (void)state;
    arena *a = arena_new();
    const yaml_node *root;
    truce_error err;
    assert_int_equal(read_text(a, "# only a comment\n", &root, &err), TRUCE_OK);
    assert_null(root);
    arena_free(a);
}

static void refuses(const char *bytes, size_t n, truce_status status, const char *message) {
    arena *a = arena_new();
    const yaml_node *root;
    truce_error err = {0};
    char text[1200];
    assert_int_equal(yaml_read(a, "t", bytes, n, &root, &err), status);
    assert_null(root);
    truce_error_text(&err, text, sizeof text);
    assert_string_equal(text, message);
    arena_free(a);
}

static void refusals_say_where(void **state) {
    (void)state;
#define REFUSES(text, status, message) refuses(text, sizeof text - 1, status, message)
    REFUSES("a: *b", TRUCE_INPUT, "t:1:4: anchors and aliases are not taken: write the value out");
    REFUSES("a: &b x", TRUCE_INPUT, "t:1:4: anchors and aliases are not taken: write the value out");
    REFUSES("- &b {}", TRUCE_INPUT, "t:1:3: anchors and aliases are not taken: write the value out");
    REFUSES("a: !!int 5", TRUCE_INPUT, "t:1:4: tags are not taken: leave it out");
    REFUSES("a: !x []", TRUCE_INPUT, "t:1:4: tags are not taken: leave it out");
    REFUSES("a: 1\n---\nb: 2\n", TRUCE_INPUT, "t:2:1: a second document: one file holds one");
    REFUSES("a: 1\nb: \"x\xff\"\n", TRUCE_INPUT, "t:2:6: not UTF-8: save the file in that encoding");
    REFUSES("a: 1\n\0b: 2\n", TRUCE_INPUT, "t:2:1: a NUL byte: this is no text file");
    REFUSES("a: \"\\0\"\n", TRUCE_INPUT, "t:1:4: a text with a NUL in it");
    REFUSES("a: [1, 2\n", TRUCE_INPUT,
            "t:2:1: did not find expected ',' or ']' while parsing a flow sequence that begins at line 1");
    REFUSES("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", TRUCE_LIMIT, "t:1:33: nested too deep");
#undef REFUSES
}

static void files_that_cannot_be_read(void **state) {
    (void)state;
    arena *a = arena_new();
    const yaml_node *root;
    truce_error err;
    assert_int_equal(yaml_read_file(a, "/nowhere.yaml", &root, &err), TRUCE_IO);
    assert_int_equal(yaml_read_file(a, "/", &root, &err), TRUCE_IO);
    assert_string_equal(err.message, "is a folder, not a file");
    assert_null(root);
    arena_free(a);
}

static void nearest_names(void **state) {
    (void)state;
    static const char *const names[] = {"release", "handover", "talk"};
    assert_string_equal(nearest_name("relase", names, 3), "release");
    assert_string_equal(nearest_name("tlak", names, 3), "talk");
    assert_null(nearest_name("withdraw", names, 3));
    assert_null(nearest_name("release", names, 0));
    assert_null(nearest_name("a name that is longer than the forty letters that are compared", names, 3));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_their_place), cmocka_unit_test(no_document_is_no_error),
        cmocka_unit_test(refusals_say_where),     cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(nearest_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
