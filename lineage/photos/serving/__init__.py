"""The index as it is read: a few files of sorted numbers, of which a look-up reads some kilobytes."""
