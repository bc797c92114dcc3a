/* SPDX-License-Identifier: Apache-2.0 */
#include "account_of.h"

#include <truce/view.h>

/* That standard output took it all, main() checks. */
static int print(const truce_account *account, bool json) {
    truce_error err = {0};
    truce_status status =
        json ? truce_account_write_json(account, stdout, &err) : truce_account_write_text(account, stdout, &err);
    return status == TRUCE_OK || status == TRUCE_IO ? CMD_OK : say_error(&err);
}

int cmd_status(const command *self, int argc, char **argv) {
    account_options o = ACCOUNT_OPTIONS_NONE;
    bool json = false;
    const opt options[] = {
        ACCOUNT_OPTION_ROWS(o),
        {0, "json", NULL, "one object a line: what it rests on, then a cell each", OPT_FLAG, &json},
        {0},
    };
    int first, code = opt_read(self, options, argc, argv, &first);
    if (code != OPT_GO_ON) return code;
    account_of a;
    code = account_open(self, argc, argv, first, &o, &a);
    if (a.account) {
        int printed = print(a.account, json);
        if (printed != CMD_OK) code = printed;
    }
    account_close(&a);
    return code;
}
