// Loaded by LD_PRELOAD into a program under test: counts what it does to the disk below given directories, makes one of these
// calls fail or be the last one, and keeps a log from which a power loss can be played. Steered by the environment:
//
//   FAULT_ROOTS   directories, parted by colons; without them nothing is touched
//   FAULT_SKIP    names of files below them that are let alone, parted by colons
//   FAULT_KINDS   which calls count, parted by commas: open close write sync syncfs rename unlink mkdir truncate allocate link;
//                 all where it is absent
//   FAULT_AT      the number of the call that meets the fault, from 1; 0 or absent: none
//   FAULT_WHAT    before, after: the process dies right before or after the call; short: half of the bytes are written;
//                 a number: the call fails with that errno
//   FAULT_LASTING so do all calls after it
//   FAULT_SWITCH  a file: the fault is there only while that file is
//   FAULT_TALLY   a file of 24 bytes where three 64-bit numbers are kept: calls counted, faults met, allocations counted
//   FAULT_LOG     a file to which each call is appended with what it wrote; see OperationLog.swift for its form
//   FAULT_MALLOC  the number of the allocation that fails, of those made by code in a library of FAULT_MALLOC_BY
//   FAULT_MALLOC_BY  parts of library names, parted by commas
//   FAULT_NAME    a host whose look-up is not answered while the file FAULT_GATE is there; who asks for it makes FAULT_GATE.asked
#pragma once
#include <stdint.h>

/// Where the tally lives: in FAULT_TALLY, or in the process alone.
struct fault_tally {
  uint64_t calls, faults, allocations;
};
extern struct fault_tally *fault_tally;
