/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_H
#define TRUCE_H

/** @file The whole API of libtruce. */

#include <truce/agreement.h>
#include <truce/annotate.h>
#include <truce/claim.h>
#include <truce/ledger.h>
#include <truce/pipeline.h>
#include <truce/report.h>
#include <truce/score.h>
#include <truce/sentence.h>
#include <truce/status.h>
#include <truce/syntax.h>
#include <truce/view.h>

#endif
