/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/json.h"
#include <truce/view.h>

static truce_claim full_claim(void) {
    static truce_source source[] = {
        {.name = "Delta Wire", .kind = TRUCE_SOURCE_KIND_OUTLET, .said = TRUCE_NO_DAY},
        {.name = "Northland's ministry", .kind = TRUCE_SOURCE_KIND_PARTY, .cue = "said"},
    };
    static const char *actor[] = {"Northland", "Eastland"}, *target[] = {"captives"}, *via[] = {"Red Cross"};
    static truce_claim_link links[] = {{TRUCE_LINK_IF, "c4"}, {TRUCE_LINK_PART_OF, "c1"}};
    source[1].said = day_of(2031, 1, 4);
    return (truce_claim){
        .id = "c3",
        .report = "delta-04",
        .report_id = "ab12",
        .text_hash = "cd34",
        .report_date = day_of(2031, 1, 5),
        .span = {120, 198},
        .quote = "Northland's ministry said \"seven\n  captives\" had been handed over on Friday",
        .source = source,
        .n_source = 2,
        .act = TRUCE_ACT_RELEASE,
        .status = TRUCE_CLAIM_STATUS_DONE,
        .actor = {actor, 2},
        .target = {target, 1},
        .target_text = "them",
        .via = {via, 1},
        .quantity = {.min = 7,
                     .max = 7,
                     .qualifier = TRUCE_QUALIFIER_EXACT,
                     .of = "captives",
                     .kind = TRUCE_QUANTITY_KIND_CAPTIVES_LIVING,
                     .measure = TRUCE_MEASURE_BATCH,
                     .total = 33},
        .time = {day_of(2031, 1, 3), day_of(2031, 1, 3), NULL, "on Friday"},
        .deadline = {.day = day_of(2031, 1, 9), .duration = "PT72H", .from = "c2", .text = "within 72 hours"},
        .place = "Kirka",
        .links = links,
        .n_links = 2,
        .rule = "release-1",
        .model = "en 1",
    };
}

static truce_claim bare_claim(void) {
    static truce_source source = {.name = "unknown", .kind = TRUCE_SOURCE_KIND_OUTLET, .said = TRUCE_NO_DAY};
    return (truce_claim){.id = "c1",
                         .report = "r",
                         .report_date = TRUCE_NO_DAY,
                         .span = {0, 4},
                         .quote = "They",
                         .source = &source,
                         .n_source = 1,
                         .act = TRUCE_ACT_TALK,
                         .status = TRUCE_CLAIM_STATUS_ONGOING,
                         .deadline = {.day = TRUCE_NO_DAY}};
}

/* What the view writes of the claim; to be freed. */
static char *written(truce_claims_view view, const truce_claim *claim, bool header) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (header) truce_claims_begin(out, &view);
    if (claim) assert_int_equal(truce_claims_write(out, &view, claim, NULL), TRUCE_OK);
    fclose(out);
    return text;
}

static void assert_written(truce_claims_view view, truce_claim claim, const char *expected) {
    char *text = written(view, &claim, false);
    assert_string_equal(text, expected);
    free(text);
}

static void table(void **state) {
    (void)state;
    truce_claims_view view = {.format = TRUCE_CLAIMS_TABLE, .columns = 80};
    truce_claim c = full_claim();
    assert_written(view, c,
                   "2031-01-05  release, done: Northland, Eastland → 7 of 33 captives (batch), via\n"
                   "            Red Cross, at Kirka, on Friday (2031-01-03), deadline: within 72\n"
                   "            hours (2031-01-09, PT72H) from c2, if c4, part-of c1\n"
                   "            Delta Wire > Northland's ministry (said 2031-01-04)\n"
                   "            \"Northland's ministry said \"seven captives\" had been handed over on\n"
                   "            Friday\"\n"
                   "            delta-04:120-198 c3\n\n");
    assert_written(view, bare_claim(),
                   "undated     talk, ongoing\n"
                   "            unknown\n"
                   "            \"They\"\n"
                   "            r:0-4 c1\n\n");
    c = bare_claim();
    c.time = (truce_time){TRUCE_NO_DAY, day_of(2031, 1, 3), NULL, "until Friday"};
    c.quantity = (truce_quantity){.min = 20,
                                  .max = TRUCE_UNBOUNDED,
                                  .total = TRUCE_UNBOUNDED,
                                  .qualifier = TRUCE_QUALIFIER_AT_LEAST,
                                  .kind = TRUCE_QUANTITY_KIND_KILLED,
                                  .per = "each day"};
    assert_written(view, c,
                   "undated     talk, ongoing: → at least 20 killed for each day, until Friday\n"
                   "            (…2031-01-03)\n"
                   "            unknown\n"
                   "            \"They\"\n"
                   "            r:0-4 c1\n\n");
}

static void bounds(void **state) {
    static const struct {
        double min, max;
        truce_qualifier qualifier;
        const char *text;
    } rows[] = {
        {596, 596, TRUCE_QUALIFIER_EXACT, "596"},
        {0, 0, TRUCE_QUALIFIER_EXACT, "0"},
        {2000, 2000, TRUCE_QUALIFIER_ABOUT, "about 2000"},
        {24, TRUCE_UNBOUNDED, TRUCE_QUALIFIER_ABOUT, "about 24"},
        {48300, TRUCE_UNBOUNDED, TRUCE_QUALIFIER_MORE_THAN, "more than 48300"},
        {TRUCE_UNBOUNDED, 50, TRUCE_QUALIFIER_UP_TO, "up to 50"},
        {0, 50, TRUCE_QUALIFIER_LESS_THAN, "less than 50"},
        {20, 25, TRUCE_QUALIFIER_EXACT, "20–25"},
        {2.5, 2.5, TRUCE_QUALIFIER_EXACT, "2.5"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        truce_claim c = bare_claim();
        char expected[200];
        c.quantity = (truce_quantity){.min = rows[i].min,
                                      .max = rows[i].max,
                                      .qualifier = rows[i].qualifier,
                                      .of = "people",
                                      .kind = TRUCE_QUANTITY_KIND_OTHER,
                                      .total = TRUCE_UNBOUNDED};
        snprintf(expected, sizeof expected,
                 "undated     talk, ongoing: → %s people\n            unknown\n            \"They\"\n"
                 "            r:0-4 c1\n\n",
                 rows[i].text);
        assert_written((truce_claims_view){.format = TRUCE_CLAIMS_TABLE, .columns = 100}, c, expected);
    }
}

static void csv(void **state) {
    (void)state;
    truce_claims_view view = {.format = TRUCE_CLAIMS_CSV, .bom = true};
    char *header = written(view, NULL, true);
    assert_string_equal(header,
                        "\xef\xbb\xbfreport_date,outlet,report,claim_id,source_chain,source_kind,act,status,actor,"
                        "actor_text,target,target_text,counterpart,via,quantity_min,quantity_max,quantity_qualifier,"
                        "quantity_of,quantity_kind,quantity_measure,quantity_per,quantity_total,time_start,time_end,"
                        "time_duration,time_text,deadline_day,deadline_duration,deadline_from,deadline_text,place,"
                        "links,quote,span_start,span_end,rule,model,report_id,text_hash,schema_version\r\n");
    free(header);
    assert_written(view, full_claim(),
                   "2031-01-05,Delta Wire,delta-04,c3,Delta Wire > Northland's ministry,party,release,done,"
                   "Northland; Eastland,,captives,them,,Red Cross,7,7,exact,captives,captives-living,batch,,33,"
                   "2031-01-03,2031-01-03,,on Friday,2031-01-09,PT72H,c2,within 72 hours,Kirka,if c4; part-of c1,"
                   "\"Northland's ministry said \"\"seven\n  captives\"\" had been handed over on Friday\",120,198,"
                   "release-1,en 1,ab12,cd34,1\r\n");
    assert_written(view, bare_claim(),
                   ",unknown,r,c1,unknown,outlet,talk,ongoing,,,,,,,,,,,,,,,,,,,,,,,,,They,0,4,,,,,1\r\n");
}

static void tsv(void **state) {
    (void)state;
    truce_claim c = bare_claim();
    c.quote = "a\tb\\c\r\n\"d\"";
    assert_written((truce_claims_view){.format = TRUCE_CLAIMS_TSV}, c,
                   "\tunknown\tr\tc1\tunknown\toutlet\ttalk\tongoing\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"
                   "a\\tb\\\\c\\r\\n\"d\"\t0\t4\t\t\t\t\t1\n");
}

/* The quote's cell of a row, for a quote. */
static void assert_quote_cell(truce_claims_view view, const char *quote, const char *expected) {
    truce_claim c = bare_claim();
    char row[300];
    c.quote = quote;
    snprintf(row, sizeof row, ",unknown,r,c1,unknown,outlet,talk,ongoing,,,,,,,,,,,,,,,,,,,,,,,,,%s,0,4,,,,,1\r\n",
             expected);
    assert_written(view, c, row);
}

static void formulas_and_terminals(void **state) {
    (void)state;
    truce_claims_view view = {.format = TRUCE_CLAIMS_CSV}, raw = view, terminal = view;
    raw.raw = true;
    terminal.terminal = true;
    assert_quote_cell(view, "=1+1", "'=1+1");
    assert_quote_cell(view, "+1", "'+1");
    assert_quote_cell(view, "-1", "'-1");
    assert_quote_cell(view, "@a", "'@a");
    assert_quote_cell(view, "\tx", "'\tx");
    assert_quote_cell(view, "\uff1dx", "'\uff1dx");
    assert_quote_cell(view, "=a,b", "\"'=a,b\"");
    assert_quote_cell(view, "a=b", "a=b");
    assert_quote_cell(raw, "=1+1", "=1+1");
    assert_quote_cell(view, "a\x1b[2J\xc2\x9b", "a\x1b[2J\xc2\x9b");
    assert_quote_cell(terminal, "a\x1b[2J\xc2\x9b\u202e", "a\\x1B[2J\\u{009B}\\u{202E}");

    truce_claim c = bare_claim();
    c.quote = "a\x1b[2J \u202e \x7f \xff caf\u00e9";
    assert_written((truce_claims_view){.format = TRUCE_CLAIMS_TABLE, .columns = 80}, c,
                   "undated     talk, ongoing\n"
                   "            unknown\n"
                   "            \"a\\x1B[2J \\u{202E} \\x7F \\xFF caf\u00e9\"\n"
                   "            r:0-4 c1\n\n");
}

static void jsonl(void **state) {
    (void)state;
    truce_claim c = bare_claim();
    c.quote = "a\x1b \u202e \x7f \"caf\u00e9\"";
    char *text = written((truce_claims_view){.format = TRUCE_CLAIMS_JSONL}, &c, true);
    assert_string_equal(
        text, "{\"id\": \"c1\", \"report\": \"r\", \"quote\": \"a\\u001B \\u202E \\u007F \\\"caf\u00e9\\\"\", "
              "\"start\": 0, \"end\": 4, \"source\": [{\"name\": \"unknown\", \"kind\": \"outlet\"}], "
              "\"act\": \"talk\", \"status\": \"ongoing\"}\n");
    json_t *value;
    assert_int_equal(json_read(text, strlen(text), "", 1, &value, NULL), TRUCE_OK);
    assert_string_equal(json_string_value(json_object_get(value, "quote")), c.quote);
    json_decref(value);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table),
        cmocka_unit_test(bounds),
        cmocka_unit_test(csv),
        cmocka_unit_test(tsv),
        cmocka_unit_test(formulas_and_terminals),
        cmocka_unit_test(jsonl),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
