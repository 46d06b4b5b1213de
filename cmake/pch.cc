// Gives the precompiled header of cmake/room.cmake a library to belong to.
