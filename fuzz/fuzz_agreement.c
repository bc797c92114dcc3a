/* SPDX-License-Identifier: Apache-2.0 */
/* Agreement files: every problem has its line; what loads can be looked over and held against claims. */
#define _GNU_SOURCE
#include "fuzz.h"

#include <sys/mman.h>
#include <truce/agreement.h>
#include <unistd.h>

static void problem(void *ctx, const truce_error *err) {
    size_t *n = ctx;
    check_error(err->code, err);
    CHECK(err->line >= 1 || strstr(err->message, "empty") || strstr(err->message, "UTF-8"));
    ++*n;
}

static void warning(void *ctx, const truce_error *err) {
    (void)ctx;
    CHECK(err->message[0] && err->line >= 1);
}

/* A claim that bears on many an obligation. */
static truce_claim some_claim(void) {
    static const char *names[] = {"Northland"};
    static truce_source outlet = {.name = "Delta Wire", .kind = TRUCE_SOURCE_KIND_OUTLET, .said = TRUCE_NO_DAY};
    return (truce_claim){
        .id = "c1",
        .report = "r",
        .report_date = 20000,
        .span = {0, 5},
        .quote = "freed",
        .source = &outlet,
        .n_source = 1,
        .act = TRUCE_ACT_RELEASE,
        .status = TRUCE_CLAIM_STATUS_DONE,
        .actor = {names, 1},
        .target = {names, 1},
        .quantity = {.min = 3, .max = TRUCE_UNBOUNDED, .total = TRUCE_UNBOUNDED, .kind = TRUCE_QUANTITY_KIND_CAPTIVES},
        .time = {.start = 19990, .end = 19995, .text = "then"},
        .deadline = {.day = TRUCE_NO_DAY},
    };
}

static void use(const truce_agreement *agreement) {
    truce_claim claim = some_claim();
    truce_claims claims = {&claim, 1};
    truce_account *account;
    truce_error err;
    CHECK(truce_agreement_warn(agreement, warning, NULL) >= 0);
    CHECK(truce_account_compute(agreement, &claims, NULL, &account, &err) == TRUCE_OK);
    truce_account_free(account);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    size_t problems = 0;
    truce_agreement *agreement;
    int fd = memfd_create("agreement", 0);
    CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    truce_status status = truce_agreement_load(path, &agreement, problem, &problems);
    close(fd);
    CHECK((status == TRUCE_OK) == (agreement != NULL) && (status == TRUCE_OK) == (problems == 0));
    if (agreement) use(agreement);
    truce_agreement_free(agreement);
    return 0;
}
