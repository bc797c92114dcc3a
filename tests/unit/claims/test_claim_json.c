/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/calendar.h"
#include "base/file.h"
#include "claims/claim_json.h"

/* Every key, in the order of writing. */
#define FULL                                                                                                           \
    "{\"id\": \"c2\", \"report\": \"r\", \"report_date\": \"2031-05-06\", \"quote\": \"fr\xc3\xa9"                     \
    "ed\", "                                                                                                           \
    "\"start\": 10, \"end\": 16, \"source\": [{\"name\": \"Delta Wire\", \"kind\": \"outlet\"}, "                      \
    "{\"name\": \"Northland\", \"kind\": \"party\", \"cue\": \"said\", \"said\": \"2031-05-05\"}], "                   \
    "\"act\": \"release\", \"status\": \"done\", \"actor\": [\"Northland\", \"Southland\"], \"actor_text\": "          \
    "\"they\", "                                                                                                       \
    "\"target\": [\"captives\"], \"target_text\": \"them\", \"counterpart\": [\"Southland\"], \"via\": [\"Red "        \
    "Cross\"], "                                                                                                       \
    "\"quantity\": {\"min\": 25, \"max\": null, \"qualifier\": \"at-least\", \"of\": \"captives\", "                   \
    "\"kind\": \"captives\", \"per\": \"each soldier\", \"total\": 33, \"measure\": \"cumulative\"}, "                 \
    "\"time\": {\"start\": \"2031-05-01\", \"end\": null, \"duration\": \"P3D\", \"text\": \"since\"}, "               \
    "\"deadline\": {\"duration\": \"PT72H\", \"from\": \"c1\", \"text\": \"within 72 hours\"}, \"place\": \"Ford\", "  \
    "\"links\": [{\"type\": \"if\", \"to\": \"c1\"}], \"report_id\": \"ab\", \"text_hash\": \"cd\", "                  \
    "\"rule\": \"release-1\", \"model\": \"m-1\", \"schema_version\": 1}"

#define HEAD                                                                                                           \
    "\"id\": \"c1\", \"report\": \"r\", \"quote\": \"q\", \"start\": 0, \"end\": 1, \"source\": [{\"name\": \"o\", "   \
    "\"kind\": \"outlet\"}], "

static truce_status read_text(arena *a, const char *text, truce_claim *out, truce_error *err) {
    json_t *v;
    assert_int_equal(json_read(text, strlen(text), "t", 1, &v, err), TRUCE_OK);
    truce_status status = claim_from_json(a, v, out, err);
    json_decref(v);
    return status;
}

static void every_key_comes_back_in_order(void **state) {
    (void)state;
    arena *a = arena_new();
    truce_claim c;
    truce_error err;
    assert_int_equal(read_text(a, FULL, &c, &err), TRUCE_OK);
    assert_int_equal(c.act, TRUCE_ACT_RELEASE);
    assert_true(c.quantity.max == TRUCE_UNBOUNDED);
    assert_int_equal(c.source[1].said, day_of(2031, 5, 5));
    assert_int_equal(c.time.end, TRUCE_NO_DAY);
    json_t *o = claim_to_json(&c);
    char *text = json_dumps(o, 0);
    assert_string_equal(text, FULL);
    free(text);
    json_decref(o);
    arena_free(a);
}

static void empty_slots_are_left_out(void **state) {
    (void)state;
    arena *a = arena_new();
    truce_claim c;
    const char *bare = "{" HEAD "\"act\": \"talk\", \"status\": \"ongoing\"}";
    assert_int_equal(
        read_text(a, "{\"later_key\": [1], " HEAD "\"act\": \"talk\", \"status\": \"ongoing\", \"via\": []}", &c, NULL),
        TRUCE_OK);
    json_t *o = claim_to_json(&c);
    char *text = json_dumps(o, 0);
    assert_string_equal(text, bare);
    free(text);
    json_decref(o);
    arena_free(a);
}

static void refused(const char *text, const char *message) {
    arena *a = arena_new();
    truce_claim c;
    truce_error err;
    assert_int_equal(read_text(a, text, &c, &err), TRUCE_INPUT);
    assert_string_equal(err.message, message);
    arena_free(a);
}

static void says_what_is_wrong(void **state) {
    (void)state;
#define CLAIM(rest) "{" HEAD "\"act\": \"talk\", \"status\": \"done\", " rest "}"
    refused("[]", "a claim must be an object");
    refused("{" HEAD "\"act\": \"dance\", \"status\": \"done\"}", "unknown act \"dance\"");
    refused("{" HEAD "\"act\": \"talk\", \"status\": \"maybe\"}", "unknown status \"maybe\"");
    refused("{" HEAD "\"act\": \"talk\"}", "no \"status\"");
    refused("{\"id\": \"c1\"}", "no \"report\"");
    refused(CLAIM("\"actor\": \"Northland\""), "\"actor\" must be a list, is a string");
    refused(CLAIM("\"actor\": [3]"), "\"actor\" must hold strings, holds a whole number");
    refused(CLAIM("\"report_date\": \"2031-02-30\""), "\"report_date\" must be a day YYYY-MM-DD, is \"2031-02-30\"");
    refused(CLAIM("\"quantity\": {\"min\": -1, \"kind\": \"other\"}"), "\"min\" must not be negative");
    refused(CLAIM("\"quantity\": {\"min\": 1}"), "no \"kind\"");
    refused(CLAIM("\"time\": {\"start\": \"2031-05-02\", \"end\": \"2031-05-01\", \"text\": \"x\"}"),
            "\"time\" starts after its end");
    refused(CLAIM("\"deadline\": 3"), "\"deadline\" must be an object, is a whole number");
    refused(CLAIM("\"links\": [{\"type\": \"near\", \"to\": \"c1\"}]"), "unknown type \"near\"");
    refused("{\"id\": \"c1\", \"report\": \"r\", \"quote\": \"q\", \"start\": 3, \"end\": 1}",
            "\"start\" is after \"end\"");
    refused("{\"id\": \"c1\", \"report\": \"r\", \"quote\": \"q\", \"start\": -3, \"end\": 1}",
            "\"start\" must be from 0 to 4194304");
#undef CLAIM
}

static void good_lines_are_kept(void **state) {
    (void)state;
    char path[] = "/tmp/truce-claims-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "w");
    fputs(FULL "\n{\"id\": 1}\nnonsense\n" FULL "\n", f);
    fclose(f);
    arena *a = arena_new();
    truce_claims claims;
    error_list errs = {0};
    assert_int_equal(claims_read_jsonl(a, path, &claims, &errs), TRUCE_INPUT);
    assert_int_equal(claims.n, 2);
    assert_int_equal(errs.n, 2);
    assert_int_equal(errs.v[0].line, 2);
    assert_string_equal(errs.v[0].file, path);
    assert_string_equal(errs.v[0].message, "\"id\" must be a string, is a whole number");
    assert_int_equal(errs.v[1].line, 3);
    assert_true(errs.v[1].column > 0);
    error_list_free(&errs);
    unlink(path);
    assert_int_equal(claims_read_jsonl(a, path, &claims, &errs), TRUCE_IO);
    assert_int_equal(claims.n, 0);
    assert_int_equal(errs.n, 1);
    error_list_free(&errs);
    arena_free(a);
}

static void check_line(json_t *read, const char *path, size_t line) {
    arena *a = arena_new();
    truce_claim c;
    truce_error err;
    if (claim_from_json(a, read, &c, &err)) fail_msg("%s:%zu: %s", path, line, err.message);
    json_t *written = claim_to_json(&c);
    if (!json_equal(read, written)) fail_msg("%s:%zu: reads back differently: %s", path, line, json_dumps(written, 0));
    json_decref(written);
    arena_free(a);
}

static void gold_reads_back_equal(void **state) {
    (void)state;
    const char *shared = getenv("TRUCE_SHARED");
    arena *a = arena_new();
    const char **paths;
    size_t n = 0, lines = 0;
    if (!shared || file_list(a, arena_printf(a, "%s/gold", shared), ".jsonl", &paths, &n, NULL)) {
        arena_free(a);
        skip();
    }
    for (size_t i = 0; i < n; i++) {
        json_lines *in;
        json_t *v;
        size_t line;
        assert_int_equal(json_lines_open(paths[i], &in, NULL), TRUCE_OK);
        while (!json_lines_next(in, &v, &line, NULL) && v) {
            check_line(v, paths[i], line);
            json_decref(v);
            lines++;
        }
        json_lines_close(in);
    }
    assert_true(lines > 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_comes_back_in_order),
        cmocka_unit_test(empty_slots_are_left_out),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(good_lines_are_kept),
        cmocka_unit_test(gold_reads_back_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
