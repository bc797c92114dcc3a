/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/json.h"

static void errors_have_line_and_column(void **state) {
    (void)state;
    json_t *v;
    truce_error err;
    const char *text = "{\"a\": 1,\n \"b\" 2}";
    assert_int_equal(json_read(text, strlen(text), "f.json", 7, &v, &err), TRUCE_INPUT);
    assert_null(v);
    assert_int_equal(err.line, 8);
    assert_in_range(err.column, 4, 6);
    assert_string_equal(err.file, "f.json");
}

static void refuses(const char *text) {
    json_t *v;
    truce_error err;
    assert_int_equal(json_read(text, strlen(text), "f", 1, &v, &err), TRUCE_INPUT);
    assert_int_equal(err.line, 1);
    assert_true(err.column >= 1);
}

static void refuses_what_is_no_json(void **state) {
    (void)state;
    refuses("");
    refuses("{\"a\": 1, \"a\": 2}");
    refuses("{\"a\": 1} 2");
    refuses("{'a': 1}");
    refuses("[NaN]");
    refuses("[1e999]");
    refuses("\"\\u0000\"");
    refuses("\"\xff\"");
}

static void writes_in_the_order_of_making(void **state) {
    (void)state;
    json_t *o = json_object();
    assert_true(json_add_text(o, "z", "\xc3\xa9\n") && json_add_text(o, "none", NULL) && json_add_int(o, "a", -3) &&
                json_add_number(o, "n", 48300) && json_add_number(o, "r", 2.1) && json_add_number(o, "u", 1.0 / 0.0));
    char text[200] = "";
    FILE *f = fmemopen(text, sizeof text, "w");
    assert_int_equal(json_write_line(f, o, NULL), TRUCE_OK);
    fclose(f);
    assert_string_equal(text, "{\"z\": \"\xc3\xa9\\n\", \"a\": -3, \"n\": 48300, \"r\": 2.1, \"u\": null}\n");
    json_decref(o);
}

static void a_full_disk_is_an_error(void **state) {
    (void)state;
    FILE *f = fopen("/dev/full", "w");
    if (!f) skip();
    setvbuf(f, NULL, _IONBF, 0);
    json_t *o = json_object();
    truce_error err;
    assert_int_equal(json_write_line(f, o, &err), TRUCE_IO);
    json_decref(o);
    fclose(f);
}

static const char *file_of(const char *bytes, size_t n) {
    static char path[64];
    strcpy(path, "/tmp/truce-json-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), (ssize_t)n);
    close(fd);
    return path;
}

static void lines_go_on_after_a_bad_one(void **state) {
    (void)state;
    const char text[] = "{\"n\": 1}\n\n \t\r\n{\"n\": }\n{\"n\": 3}";
    const char *path = file_of(text, sizeof text - 1);
    json_lines *in;
    json_t *v;
    size_t line;
    truce_error err;
    assert_int_equal(json_lines_open(path, &in, &err), TRUCE_OK);
    assert_int_equal(json_lines_next(in, &v, &line, &err), TRUCE_OK);
    assert_int_equal(line, 1);
    json_decref(v);
    assert_int_equal(json_lines_next(in, &v, &line, &err), TRUCE_INPUT);
    assert_int_equal(err.line, 4);
    assert_int_equal(err.column, 7);
    assert_int_equal(json_lines_next(in, &v, &line, &err), TRUCE_OK);
    assert_int_equal(line, 5);
    assert_int_equal(json_integer_value(json_object_get(v, "n")), 3);
    json_decref(v);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(json_lines_next(in, &v, &line, &err), TRUCE_OK);
        assert_null(v);
    }
    json_lines_close(in);
    unlink(path);
}

static void a_line_too_long_is_passed_over(void **state) {
    (void)state;
    size_t n = JSON_LINE_BYTES_MAX + 3 * 65536;
    char *text = malloc(n + 4);
    memset(text, ' ', n);
    memcpy(text + n, "\n{}\n", 4);
    const char *path = file_of(text, n + 4);
    free(text);
    json_lines *in;
    json_t *v;
    size_t line;
    truce_error err;
    assert_int_equal(json_lines_open(path, &in, &err), TRUCE_OK);
    assert_int_equal(json_lines_next(in, &v, &line, &err), TRUCE_LIMIT);
    assert_int_equal(err.line, 1);
    assert_int_equal(json_lines_next(in, &v, &line, &err), TRUCE_OK);
    assert_int_equal(line, 2);
    assert_true(json_is_object(v));
    json_decref(v);
    json_lines_close(in);
    unlink(path);
}

static void a_folder_is_no_file(void **state) {
    (void)state;
    json_lines *in;
    truce_error err;
    assert_int_equal(json_lines_open("/tmp", &in, &err), TRUCE_IO);
    assert_int_equal(json_lines_open("/tmp/no/such/file", &in, &err), TRUCE_IO);
    assert_string_equal(err.message, "cannot open: No such file or directory");
}

static void getters_tell_the_key_and_the_type(void **state) {
    (void)state;
    arena *a = arena_new();
    json_t *v;
    truce_error err;
    const char *text = "{\"s\": \"x\", \"i\": 5, \"r\": 1.5, \"z\": null, \"o\": {}}";
    assert_int_equal(json_read(text, strlen(text), "f", 1, &v, &err), TRUCE_OK);
    const char *s = NULL;
    long long i = 0;
    double r = 0;
    const json_t *o;
    assert_int_equal(json_get_text(a, v, "s", &s, &err), TRUCE_OK);
    assert_string_equal(s, "x");
    assert_int_equal(json_get_text(a, v, "z", &s, &err), TRUCE_OK);
    assert_string_equal(s, "x");
    assert_int_equal(json_get_text(a, v, "i", &s, &err), TRUCE_INPUT);
    assert_string_equal(err.message, "\"i\" must be a string, is a whole number");
    assert_int_equal(json_get_int(v, "i", 0, 9, &i, &err), TRUCE_OK);
    assert_int_equal(i, 5);
    assert_int_equal(json_get_int(v, "i", 0, 4, &i, &err), TRUCE_INPUT);
    assert_string_equal(err.message, "\"i\" must be from 0 to 4");
    assert_int_equal(json_get_int(v, "r", 0, 4, &i, &err), TRUCE_INPUT);
    assert_int_equal(json_get_number(v, "r", &r, &err), TRUCE_OK);
    assert_true(r == 1.5);
    assert_int_equal(json_get(v, "o", JSON_ARRAY, &o, &err), TRUCE_INPUT);
    assert_string_equal(err.message, "\"o\" must be a list, is an object");
    json_decref(v);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_have_line_and_column),   cmocka_unit_test(refuses_what_is_no_json),
        cmocka_unit_test(writes_in_the_order_of_making), cmocka_unit_test(a_full_disk_is_an_error),
        cmocka_unit_test(lines_go_on_after_a_bad_one),   cmocka_unit_test(a_line_too_long_is_passed_over),
        cmocka_unit_test(a_folder_is_no_file),           cmocka_unit_test(getters_tell_the_key_and_the_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
